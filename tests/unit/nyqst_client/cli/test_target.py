import json
from pathlib import Path

import pytest

from nyqst_client.cli.target import Target, find_target, read_profile, write_profile
from nyqst_client.errors import Misconfigured

KEPT = Target("https://kept.test", "nyq_kept", "")


class Machine:
    def __init__(self, home: Path) -> None:
        self.profile = home / "config" / "nyqst" / "profile.json"
        self.folder = home / "checkout" / "deep" / "down"
        self.folder.mkdir(parents=True)
        self._state = home / "checkout" / ".nyqst" / "local" / "state.json"

    def keep_profile(self) -> None:
        write_profile(self.profile, KEPT)

    def start_local_stack(self, text: str | None = None) -> None:
        self._state.parent.mkdir(parents=True)
        state = {"emulator_port": 4566, "gateway_port": 8480, "api_key": "nyq_local"}
        self._state.write_text(json.dumps(state) if text is None else text)

    def find(self, url: str | None = None, api_key: str | None = None) -> tuple[str, str]:
        found = find_target(url, api_key, self.profile, self.folder)
        return found.url, found.api_key


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_what_is_given_counts_before_all_else(machine: Machine) -> None:
    machine.keep_profile()
    machine.start_local_stack()
    assert machine.find("https://given.test", "nyq_given") == ("https://given.test", "nyq_given")


def test_the_profile_counts_before_the_local_stack(machine: Machine) -> None:
    machine.keep_profile()
    machine.start_local_stack()
    assert machine.find() == ("https://kept.test", "nyq_kept")


def test_the_local_stack_of_a_parent_folder_is_found(machine: Machine) -> None:
    machine.start_local_stack()
    assert machine.find() == ("http://127.0.0.1:8480", "nyq_local")


def test_a_key_that_was_found_goes_to_no_other_address(machine: Machine) -> None:
    machine.keep_profile()
    machine.start_local_stack()
    with pytest.raises(Misconfigured, match=r"no API key for https://given\.test"):
        machine.find("https://given.test")


def test_a_key_that_was_found_goes_to_the_address_it_belongs_to(machine: Machine) -> None:
    machine.keep_profile()
    machine.start_local_stack()
    assert machine.find("http://127.0.0.1:8480/") == ("http://127.0.0.1:8480", "nyq_local")


def test_a_key_may_be_given_for_an_address_that_is_kept(machine: Machine) -> None:
    machine.keep_profile()
    assert machine.find(api_key="nyq_given") == ("https://kept.test", "nyq_given")


def test_with_nothing_to_go_by_it_says_what_to_do(machine: Machine) -> None:
    with pytest.raises(Misconfigured, match="`nyqst login`"):
        machine.find()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"gateway_port": "x", "api_key": "k"}'])
def test_a_state_that_makes_no_sense_is_named(machine: Machine, text: str) -> None:
    machine.start_local_stack(text)
    with pytest.raises(Misconfigured, match=r"state\.json"):
        machine.find()


def test_a_profile_is_for_its_owner_only(machine: Machine) -> None:
    machine.keep_profile()
    assert machine.profile.stat().st_mode & 0o777 == 0o600
    assert machine.profile.parent.stat().st_mode & 0o077 == 0


def test_a_profile_is_written_over(machine: Machine) -> None:
    machine.keep_profile()
    write_profile(machine.profile, Target("https://new.test", "nyq_new", ""))
    kept = read_profile(machine.profile)
    assert (kept.url, kept.api_key) == ("https://new.test", "nyq_new")
    assert len(list(machine.profile.parent.iterdir())) == 1


def test_a_profile_that_makes_no_sense_is_named(machine: Machine) -> None:
    machine.keep_profile()
    machine.profile.write_text("{}")
    with pytest.raises(Misconfigured, match=r"profile\.json has no 'url'"):
        machine.find()

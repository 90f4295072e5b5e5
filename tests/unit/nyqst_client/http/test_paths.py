import pytest

from nyqst_client.errors import NotFound
from nyqst_client.http.paths import path_of, tree_path_of


def test_ids_become_a_path() -> None:
    assert path_of("runs", "run_1", "events") == "/v1/runs/run_1/events"


def test_an_id_leads_nowhere_else() -> None:
    assert path_of("runs", "../chats?x#y") == "/v1/runs/..%2Fchats%3Fx%23y"


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_what_would_be_another_folder_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        path_of("runs", name)


def test_the_name_of_a_pointer_keeps_its_slashes() -> None:
    assert tree_path_of("pointers", "a b", below="c/d e") == "/v1/pointers/a%20b/c/d%20e"


def test_the_name_of_a_pointer_climbs_nowhere() -> None:
    with pytest.raises(NotFound):
        tree_path_of("pointers", "a", below="../../runs")

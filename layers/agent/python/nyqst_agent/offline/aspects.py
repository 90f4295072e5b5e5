"""What there is to ask about a subject of a certain kind. Data only."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    DEAL = "deal"
    INCIDENT = "incident"
    SOFTWARE = "software"
    POLICY = "policy"
    PROJECT = "project"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Aspect:
    """`items` belong to it, each a search of its own; `names` are words that ask for it."""

    title: str
    items: str
    names: str = ""
    phrase: str = ""
    """The title within a sentence, where it does not fit as it is."""
    core: bool = False
    """Asked even if no heading promises an answer: its absence is worth knowing."""


CUES: dict[Field, str] = {
    Field.DEAL: "acquisition acquire acquiring merger takeover diligence invest investment investor"
    " deal valuation buyout buying buy",
    Field.INCIDENT: "outage incident breach accident crash failure postmortem disaster",
    Field.SOFTWARE: "configure configuration install installation setup options command daemon"
    " library api package server compile deploy upgrade troubleshoot troubleshooting debug plugin"
    " module script parameter cli syntax synopsis database usage changelog documentation manual"
    " reference",
    Field.POLICY: "policy policies rule rules handbook entitlement entitled allowed comply"
    " compliance procedure regulation expenses conduct",
    Field.PROJECT: "project programme milestone progress initiative rollout migration roadmap"
    " workstream launch",
}
"""Words of a question, or of headings, that tell its field."""

ASPECTS: dict[Field, tuple[Aspect, ...]] = {
    Field.DEAL: (
        Aspect(
            "Financial performance",
            "revenue, recurring revenue, growth, margin, profit, loss",
            "finances finance financial money results",
            core=True,
        ),
        Aspect(
            "Cash, debt and other obligations",
            "cash, loan, covenant, lease, rent, tax, pension, insurance",
            "debt obligations liabilities",
            core=True,
        ),
        Aspect(
            "Customers",
            "largest customer, churn, renewal among customers, contract end among customers,"
            " satisfaction among customers, quality score among customers",
            "customers clients",
            core=True,
        ),
        Aspect(
            "Suppliers and contracts",
            "supplier, change of control, termination, notice period, payment terms",
            "suppliers contracts",
        ),
        Aspect(
            "Legal and regulatory matters",
            "lawsuit, exposure, regulator, fine, compliance",
            "legal litigation",
            core=True,
        ),
        Aspect(
            "People and management",
            "founder, management, headcount, resignation, key person, leavers",
            "people staff staffing team management",
            core=True,
        ),
        Aspect(
            "Technology, security and intellectual property",
            "patent, open source, technical debt, outage, security, vulnerability, certification,"
            " personal data",
            "technology patents",
            core=True,
        ),
        Aspect(
            "Products, market and outlook",
            "product, pricing, competitor, market, pipeline, roadmap, expansion, ownership",
            "market competition outlook prospects",
            core=True,
        ),
    ),
    Field.INCIDENT: (
        Aspect("Causes", "root cause, because, contributing factor", "cause causes", core=True),
        Aspect("Course of events", "began, detected, failed, timeline", core=True),
        Aspect(
            "Consequences", "impact, affected, loss, duration", "impact consequences", core=True
        ),
        Aspect("Response", "response, restored, fixed", "response"),
        Aspect("Lessons and prevention", "lesson, prevention, recommendation", "lessons"),
    ),
    Field.SOFTWARE: (
        Aspect("Overview", "overview, purpose", "overview purpose", "nature", core=True),
        Aspect("Installation and requirements", "installation, requirements", "installation"),
        Aspect("Configuration", "configuration, defaults", "configuration"),
        Aspect("Use", "usage, command", "usage"),
        Aspect("Limits and restrictions", "limits, restrictions", "limits limitations", core=True),
        Aspect("Security", "security, permissions", "security"),
        Aspect(
            "Problems and troubleshooting", "problems, errors, troubleshooting", "troubleshooting"
        ),
        Aspect("Versions and compatibility", "versions, upgrade, compatibility", "compatibility"),
    ),
    Field.POLICY: (
        Aspect("Purpose and scope", "purpose, scope, applies to", core=True),
        Aspect("Rules and requirements", "must, required, forbidden", "rules", core=True),
        Aspect("Entitlements and limits", "entitlement, allowance, maximum", "entitlements"),
        Aspect("Procedure", "request, approval, notice", "procedure"),
        Aspect("Responsibilities", "responsible, manager, contact", "responsibilities"),
        Aspect("Exceptions and breaches", "exception, breach, disciplinary", "exceptions"),
    ),
    Field.PROJECT: (
        Aspect("Goals and scope", "goal, scope, release, replaces", "goals", core=True),
        Aspect("Status", "status, progress, milestone, completed", "status", core=True),
        Aspect(
            "Timeline and next steps",
            "deadline, go-live, schedule, delay, next step",
            "timeline plans",
            core=True,
        ),
        Aspect("Budget and cost", "budget, cost, forecast, overspend", "budget", core=True),
        Aspect("People and responsibilities", "sponsor, manager, team, supplier", "people"),
        Aspect("Decisions", "decision, approval, agreed", "decisions", core=True),
        Aspect("Quality and testing", "test, defect, failed, performance", "quality"),
        Aspect("Risks and issues", "risk, issue, dependency, problem", "risks", core=True),
    ),
    Field.GENERAL: (
        Aspect(
            "Overview", "overview, purpose, background", "overview purpose", "nature", core=True
        ),
        Aspect(
            "Finances",
            "income, cost, budget, deficit, reserves, revenue",
            "finances finance financial money",
        ),
        Aspect(
            "People and responsibilities",
            "staff, vacancy, manager, responsible, team",
            "people staff staffing team",
        ),
        Aspect(
            "Quality and performance",
            "quality, rating, satisfaction, complaint, improvement",
            "quality performance",
        ),
        Aspect("Plans and decisions", "plan, decision, project, approved", "plans"),
        Aspect("Risks and problems", "risk, problem, delay, dispute, shortage", "risks"),
        Aspect("History and timeline", "history, founded, milestone", "history"),
    ),
}

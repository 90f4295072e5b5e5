"""Words and phrases that English uses for one another. Data only.

One line is one group. A word may stand in several; a group is not a chain, so nothing follows
from two groups sharing a word. What comes before ">" may be told by what comes after it, which
holds in this direction only.
"""

SYNONYM_GROUPS = """
revenue, turnover, sales, top line, income
recurring revenue, arr, annual recurring revenue, mrr
income, donation, legacy, fundraising, grant, raised, donated
profit, earnings, net income, ebitda, surplus, bottom line
profit, profitability, profitable
loss, deficit, unprofitable
margin, markup
cost, expense, expenditure, spend, spending, overhead
cost, price, fee, charge, tariff, pricing
price, valuation, worth, value
cash, liquidity, runway, cash flow
debt, loan, borrowing, credit facility, overdraft, indebtedness, liabilities, leverage
debt, owe, outstanding
budget, allocation, funding, appropriation
funding, investment, capital, financing, invest
growth, increase, rise, grow, rose, grew, expansion
decline, decrease, fall, drop, fell, reduction, shrink, declined
forecast, projection, outlook, guidance, projected, estimate
customer, client, clientele, subscriber
client, account
churn, attrition, cancellation, turnover, lost customers
retention, renewal, renew
concentration, dependence, dependency, reliance, dependent, largest customer
supplier, vendor, provider, contractor, subcontractor
competitor, competition, rival, competing, competitive
market, sector, industry
employee, staff, personnel, workforce, headcount, people, worker, team members, employ
hire, recruit, recruitment, hiring, join, joined
financial, finance, financially > revenue, profit, earnings, ebitda, loss, debt, cash, margin
perform, performance, result
perform, performance > revenue, profit, growth
leave, churn > lost, terminate, cancel, switch, competitor, not renew, contract end, rival, offer
leave, depart, departure, resign, resignation, left, quit, step down, stepped down
leavers, leaver, staff turnover, resignation
leave, holiday, vacation, absence, time off
parental leave, maternity leave, paternity leave, family leave
dismiss, terminate, layoff, redundancy, termination
salary, pay, wage, compensation, remuneration
bonus, incentive, commission
ceo, chief executive, chief executive officer, managing director
cfo, chief financial officer, finance director
cto, chief technology officer
coo, chief operating officer
ciso, chief information security officer
founder, cofounder, founded, founding
management, leadership, senior team, director
board, directors, trustees
chair, chairman, chairwoman, chairperson, presides
manager, head, lead, responsible, in charge
owner, ownership, own, shareholder, belongs
office, premises, headquarters, location, site, based
headquarters, head office, headquartered
lease, rent, tenancy, landlord, rental
contract, agreement, arrangement, deal
contract term, duration, period
sign, signed, signature, concluded
clause, provision, term, condition
expire, expiry, expiration, end, lapse, ends
terminate, termination, cancel, cancellation, notice period
notice, notification, notify
deadline, due, due date, cutoff
lawsuit, litigation, claim, dispute, legal proceedings, court, sue, suit, tribunal
lawsuit, legal
legal, law, statutory, regulatory
fine, penalty, sanction
comply, compliance, compliant, conform, regulation, regulatory
regulator, watchdog, supervisory authority
licence, license, permit, licensed
tax, taxation, vat, levy
insurance, insured, policy, cover
warranty, guarantee, indemnity
patent, trademark, intellectual property, copyright, ip
acquire, acquisition, purchase, buy, takeover, merger, bought
sell, sale, disposal, divest
risk, threat, danger, hazard, exposure
risk, problem, issue, concern, weakness, vulnerability
weakness, shortcoming, drawback, disadvantage, limitation, downside
strength, advantage, benefit, upside, merit, pros
opportunity, potential, upside, prospect
recommend, advise, suggest, recommendation, advice
decide, decision, agree, agreed, resolve, resolution, approve
approve, approval, authorise, authorize, authorisation, consent, sign off
reject, refuse, decline, deny, denied
plan, roadmap, strategy, intend, schedule, planned
goal, objective, aim, target
progress, status, state, milestone
delay, late, postpone, overdue, slip, behind schedule
cause, reason, because, due to, root cause, why, owing
effect, impact, consequence, affect, outcome
result, outcome, finding, conclusion
incident, outage, downtime, failure, disruption
outage, availability, uptime, service level, unavailable
breach, leak, intrusion, compromise, hack, stolen
security, secure, protection, safeguard
information technology > it system, computer, software, cyber, network
security > cyber attack, vulnerability, password, encryption, firewall, phishing
develop, evolve > growth, grow, forecast, expected, trend, decline
password, credential, passphrase
encrypt, encryption, cipher, encrypted
authenticate, authentication, login, log in, sign in
access, permission, privilege, authorization
user, member, person
privacy, personal data, data protection, gdpr
retain, retention, keep, store, kept, stored, preserve
delete, erase, remove, purge, destroy, deletion, erasure, discard
backup, back up, snapshot, archive
restore, recover, recovery, restoration
hear, hearing, heard, trial, tribunal, listed
audit, review, inspection, examination, inspect
auditor, accountant
test, testing, trial, experiment, tested
measure, metric, indicator, kpi
train, training, course, onboarding
safety, safe, hazard
accident, injury, incident
repair, fix, maintenance, maintain, service
condition > state of health, good order, repair, worn, defect, end of life, inspected
fault, defect, bug, error, failure, flaw
complain, complaint, grievance
quality, standard
deliver, delivery, shipment, dispatch
refund, reimburse, reimbursement, money back
order, purchase order
invoice, bill, billing, invoiced
pay, payment, paid, settle, settlement
member, membership, subscription
meeting, minutes, session
attend, attendance, present, attendee, participant
limit, maximum, cap, quota, ceiling, restriction, constraint, threshold, limitation, restricted
limit, at most, no more than, up to, cannot exceed, not supported, exceed
minimum, at least, no less than
requirement, prerequisite, require, need, necessary, must
mandatory, required, compulsory, obligatory
optional, voluntary
forbidden, prohibited, not allowed, must not, banned
allow, permit, enable, permitted
configure, configuration, setting, set up, setup, option, parameter, configured, config
configure, tune, adjust
option, flag, switch, parameter, argument, directive
install, installation, setup, deploy, deployment, installed
upgrade, update, migrate, migration, upgrading
downgrade, revert, rollback, roll back
undo, revert, undone, reset, back out
uninstall, remove, removal, deinstall
start, launch, begin, run, invoke, started
stop, halt, shut down, shutdown
enable, activate, turn on, switch on
disable, deactivate, turn off, switch off
default, preset, by default
file, document
directory, folder, path
log, logging, logfile, record
rotate, rotation
schedule, cron, interval, frequency, periodic
often, frequency, interval, periodically, daily, weekly, monthly
speed, performance, fast, throughput, latency, slow
size, length, capacity, volume
compress, compression, gzip
memory, ram
disk, storage, space
cpu, processor
server, host, machine, daemon
client, user agent
network, connection, connectivity
version, release, edition
support, supported, compatible, compatibility, supports
deprecate, deprecated, obsolete, removed, discontinued
troubleshoot, troubleshooting, diagnose, debug, problem, error
error, exception, failure
example, sample, illustration
syntax, format, notation
command, utility, tool
difference, differ, compare, comparison, versus, distinguish
alternative, option, substitute
feature, functionality, capability, function
purpose, aim, used for, designed, intended
define, definition, meaning, means
describe, description, overview
history, background, origin
create, make, build, generate, creation
develop, development
change, modify, amend, alter, modification, amendment, edit
replace, substitute, supersede, replacement
copy, duplicate, replicate, replication
send, transmit, transfer, forward
receive, obtain, get
report, reporting
responsible, responsibility, accountable, duty
emergency, crisis, contingency
environment, environmental, climate
energy, electricity, power
waste, recycling, disposal
water, flood, flooding
building, property, facility
vehicle, car, fleet, van
travel, trip, journey
school, university, college, education
student, pupil, learner
patient, clinical, medical
doctor, physician
drug, medicine, medication
dose, dosage
side effect, adverse, adverse event
start date, begin, commence, effective, commencement
born, birth, established, founded
old, age, aged
height, tall, high
weight, weigh, heavy
temperature, degrees, heat
distance, far, length
"""

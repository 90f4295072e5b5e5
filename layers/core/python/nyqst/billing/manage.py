"""A tenant's subscription, as its admins change it. Stripe is told, then asked how things are."""

from dataclasses import dataclass

from nyqst.billing.check_plan_fits import CheckPlanFits
from nyqst.billing.customers import Customers
from nyqst.billing.model.prices import Interval, PriceMap
from nyqst.billing.model.processor import Kept, Preview, ProcessorSubscription, foremost
from nyqst.billing.model.subscription import Subscription
from nyqst.billing.ports import Alteration, Gateways, MeteredItem, Order, Session
from nyqst.billing.project import ProjectEvents
from nyqst.billing.report_usage import ReportUsage
from nyqst.clock import Clock
from nyqst.errors import Conflict, NotFound
from nyqst.idempotency import Once
from nyqst.identity.model.caller import Caller
from nyqst.identity.plan import PlanCode
from nyqst.identity.ports import Answering, Records
from nyqst.identity.records import ref
from nyqst.ids import new_id


@dataclass(frozen=True, slots=True)
class Offered:
    """A plan as somebody wants to have it."""

    plan: PlanCode
    interval: Interval = Interval.MONTH
    seats: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a subscription is to be otherwise; None leaves it as it is."""

    auto_renew: bool | None = None
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Subscriptions:
    records: Records
    gateway: Gateways
    prices: PriceMap
    project: ProjectEvents
    clock: Clock
    caller: Caller
    check_fits: CheckPlanFits
    trial_days: int = 0
    usage: ReportUsage | None = None
    """None where no overage is told to Stripe."""

    def find(self) -> Subscription | None:
        return self.records.get(ref(Subscription, tenant_id=self.caller.tenant_id))

    def get(self) -> Subscription:
        found = self.find()
        if found is None:
            raise NotFound("There is no subscription", code="subscription_not_found")
        return found

    def checkout(
        self, wanted: Offered, success_url: str, cancel_url: str, once: Once | None = None
    ) -> Session:
        earlier = self._earlier(once)
        if earlier is not None:
            return Session(*earlier.split(" "))
        order, key = self._order(wanted), self._key("checkout", once)
        session = self.gateway().checkout(order, success_url, cancel_url, key)
        self._answer(once, f"{session.id} {session.url}")
        return session

    def start(self, wanted: Offered, once: Once | None = None) -> Subscription:
        """With the payment method that the customer has."""
        if self._earlier(once) is not None:
            return self.get()
        self.gateway().start(self._order(wanted), self._key("start", once))
        return self._as_it_is(once)

    def alter(self, wanted: Wish, once: Once | None = None) -> Subscription:
        if self._earlier(once) is not None:
            return self.get()
        told = self._told()
        ends = None if wanted.auto_renew is None else not wanted.auto_renew
        change = Alteration(told.item_id, seats=wanted.seats, cancel_at_period_end=ends)
        self.gateway().alter(told.id, change, self._key("alter", once))
        return self._as_it_is(once)

    def change_plan(
        self, wanted: Offered, *, at_period_end: bool, once: Once | None = None
    ) -> Subscription:
        if self._earlier(once) is not None:
            return self.get()
        told = self._told()
        price = self.prices.price_of(wanted.plan, wanted.interval)
        kept = self._kept(told, price, wanted) if at_period_end else None
        metered = self._metered(told, wanted.interval)
        change = Alteration(told.item_id, price_id=price, metered=metered, kept=kept)
        if not at_period_end:
            self.check_fits(self.caller, wanted.plan)
            self._tell_usage()
        self.gateway().alter(told.id, change, self._key("plan", once))
        return self._as_it_is(once)

    def cancel(self, *, at_period_end: bool, once: Once | None = None) -> Subscription:
        if self._earlier(once) is not None:
            return self.get()
        told, key = self._told(), self._key("cancel", once)
        if at_period_end:
            change = Alteration(told.item_id, cancel_at_period_end=True)
            self.gateway().alter(told.id, change, key)
        else:
            self._tell_usage()
            self.gateway().cancel(told.id, key, invoices_use=bool(told.metered))
        return self._as_it_is(once)

    def preview(self, plan: Offered | None, seats: int | None) -> Preview:
        """Of the next invoice, and of what a change would make of it."""
        told = self._told()
        price = self.prices.price_of(plan.plan, plan.interval) if plan else None
        metered = self._metered(told, plan.interval) if plan else None
        change = Alteration(told.item_id, price_id=price, seats=seats, metered=metered)
        found = self.gateway().preview(told.customer_id, told.id, change)
        sold = self.prices.overage.values()
        waiting = self.usage.waiting(self.caller.tenant_id) if self.usage and sold else (0, 0)
        return found.with_overage(sold, *waiting)

    def _order(self, wanted: Offered) -> Order:
        price = self.prices.price_of(wanted.plan, wanted.interval)
        customer = self._customers.get_or_create()
        held = foremost(self.gateway().subscriptions_of(customer.customer_id))
        if held is not None and held.status.serves:
            raise Conflict("There is a subscription: change its plan", code="subscription_exists")
        trial_days = 0 if held else self.trial_days
        return Order(
            self.caller.tenant_id,
            customer.customer_id,
            price,
            wanted.seats,
            trial_days,
            self.prices.overage.get(wanted.interval),
        )

    def _metered(self, told: ProcessorSubscription, interval: Interval) -> MeteredItem | None:
        """What has to change so that overage is paid for as often as the plan is."""
        price, ours = self.prices.overage.get(interval), set(self.prices.overage.values())
        held = {each: item for each, item in told.metered.items() if each in ours}
        if price in held or (price is None and not held):
            return None
        return MeteredItem(price, next(iter(held.values()), None))

    def _tell_usage(self) -> None:
        """A period that ends early is invoiced with what is known of it."""
        if self.usage is not None:
            self.usage.of(self._customers.known())

    def _told(self) -> ProcessorSubscription:
        """As Stripe has it now."""
        account = self._customers.find()
        found = foremost(self.gateway().subscriptions_of(account.customer_id)) if account else None
        if found is None or not found.status.serves:
            raise NotFound("There is no subscription", code="subscription_not_found")
        return found

    def _kept(self, told: ProcessorSubscription, price: str, wanted: Offered) -> Kept:
        now_paid = told.price_in_force(self.clock.now())
        offer = self.prices.offer_of(now_paid)
        if offer is None or told.period_end is None or offer[1] is not wanted.interval:
            raise Conflict("Another interval begins at once", code="interval_begins_now")
        return Kept(now_paid, told.period_end, price)

    def _as_it_is(self, once: Once | None) -> Subscription:
        self.project.recheck(self._customers.known())
        found = self.get()
        self._answer(once, found.id)
        return found

    def _earlier(self, once: Once | None) -> str | None:
        return self.records.earlier(self.caller.tenant_id, once, self.clock.now())

    def _answer(self, once: Once | None, result: str) -> None:
        """So that the same request, repeated, does not meet what it has done itself."""
        if once is not None:
            tenant_id, now = self.caller.tenant_id, self.clock.now()
            self.records.commit(answering=Answering(tenant_id, once, result, now))

    def _key(self, operation: str, once: Once | None) -> str:
        """Of the request where it has one of its own, else of this try of it."""
        which = once.key if once else new_id("try", self.clock.now())
        return f"{operation}:{self.caller.tenant_id}:{which}"

    @property
    def _customers(self) -> Customers:
        return Customers(self.records, self.gateway, self.clock, self.caller)

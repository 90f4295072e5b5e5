"""Everything that a platform remembers, in memory."""

from dataclasses import dataclass, field

from tests.fakes.alert_store import MemoryAlertStore
from tests.fakes.artifact_stores import (
    MemoryArtifactIndex,
    MemoryContentStore,
    MemoryManifestIndex,
    MemoryPointerStore,
)
from tests.fakes.chat_store import MemoryChatStore
from tests.fakes.decision_log import MemoryDecisionLog
from tests.fakes.delivery_store import MemoryDeliveryStore
from tests.fakes.document_stores import MemoryCorpusStore, MemoryDocumentStore, MemoryIngestQueue
from tests.fakes.event_store import MemoryEventStore
from tests.fakes.meter_store import MemoryMeterStore
from tests.fakes.records import MemoryRecords
from tests.fakes.run_stores import MemoryRunStore, MemoryStepStore
from tests.fakes.tally_store import MemoryTallyStore
from tests.fakes.tenant_queue import MemoryTenantQueue
from tests.fakes.workflow import MemoryWorkflow


@dataclass
class MemoryStores:
    events: MemoryEventStore = field(default_factory=MemoryEventStore)
    chats: MemoryChatStore = field(default_factory=MemoryChatStore)
    runs: MemoryRunStore = field(init=False)
    tenant_queue: MemoryTenantQueue = field(default_factory=MemoryTenantQueue)
    steps: MemoryStepStore = field(default_factory=MemoryStepStore)
    workflow: MemoryWorkflow = field(default_factory=MemoryWorkflow)
    documents: MemoryDocumentStore = field(default_factory=MemoryDocumentStore)
    ingest_queue: MemoryIngestQueue = field(default_factory=MemoryIngestQueue)
    corpora: MemoryCorpusStore = field(default_factory=MemoryCorpusStore)
    content: MemoryContentStore = field(default_factory=MemoryContentStore)
    artifacts: MemoryArtifactIndex = field(default_factory=MemoryArtifactIndex)
    manifests: MemoryManifestIndex = field(default_factory=MemoryManifestIndex)
    pointers: MemoryPointerStore = field(default_factory=MemoryPointerStore)
    records: MemoryRecords = field(default_factory=MemoryRecords)
    meters: MemoryMeterStore = field(default_factory=MemoryMeterStore)
    alerts: MemoryAlertStore = field(default_factory=MemoryAlertStore)
    tallies: MemoryTallyStore = field(default_factory=MemoryTallyStore)
    decisions: MemoryDecisionLog = field(default_factory=MemoryDecisionLog)
    deliveries: MemoryDeliveryStore = field(default_factory=MemoryDeliveryStore)

    def __post_init__(self) -> None:
        self.runs = MemoryRunStore(self.chats)

import Logging
import Synchronization

/// Keeps what was logged.
public final class TestLog: Sendable {
    private let kept = Mutex<[String]>([])

    public init() {}

    public var lines: [String] { kept.withLock { $0 } }

    func add(_ line: String) {
        kept.withLock { $0.append(line) }
    }
}

struct TestLogHandler: LogHandler {
    let log: TestLog
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    init(log: TestLog) {
        self.log = log
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        log.add("\(event.level) \(event.message) \(values.joined(separator: " "))")
    }
}

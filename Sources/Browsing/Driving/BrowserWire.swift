import Foundation

/// What carries messages to a browser and back: the pipe, or a WebDriver.
protocol BrowserWire: Sendable {
    /// Begins to read; everything goes to the reader, in its order and from one thread.
    func begin(_ reader: @escaping @Sendable (Received) -> Void) async throws
    /// - Returns: false when nobody reads it any more.
    func write(_ command: DevToolsCommand) -> Bool
    func firstPage(_ connection: DevToolsConnection) async throws -> FirstPage
}

/// No answer of a browser that works for a robot is longer.
let messageBytesMax = 64 << 20

enum Received {
    case answer(Int, Result<DevToolsMessage, DevToolsRefusal>)
    case event(String, DevToolsMessage)
    /// Nothing more comes.
    case end
}

/// The page a browser opened at its start.
struct FirstPage {
    /// Also the name of its outermost frame.
    let target: String
    let session: String
}

/// An answer or an event as it came: what it says is decoded by whoever needs it.
struct DevToolsMessage: Sendable {
    private let bytes: Data
    /// Inside a message of the WebDriver.
    private let isWrapped: Bool
    /// Of another target than the run's page, such as a worker.
    let otherSession: String?

    init(_ bytes: Data, isWrapped: Bool = false, otherSession: String? = nil) {
        self.bytes = bytes
        self.isWrapped = isWrapped
        self.otherSession = otherSession
    }

    private struct Answer<Value: Decodable>: Decodable { let result: Value }
    private struct Event<Value: Decodable>: Decodable { let params: Value }

    func result<Value: Decodable>(as type: Value.Type) throws -> Value {
        isWrapped
            ? try JSONDecoder().decode(Answer<Answer<Value>>.self, from: bytes).result.result
            : try JSONDecoder().decode(Answer<Value>.self, from: bytes).result
    }

    func parameters<Value: Decodable>(as type: Value.Type) throws -> Value {
        isWrapped
            ? try JSONDecoder().decode(Event<Event<Value>>.self, from: bytes).params.params
            : try JSONDecoder().decode(Event<Value>.self, from: bytes).params
    }
}

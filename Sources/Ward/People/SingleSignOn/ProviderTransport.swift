/// How the provider is asked, as a value: with a live form outside of this layer, and others made by tests.
public struct ProviderTransport: Sendable {
    /// - Returns: the answer, whatever its status.
    /// - Throws: ``ProviderAway`` when there is none in time.
    public let send: @Sendable (ProviderRequest) async throws(ProviderAway) -> ProviderAnswer
    /// Reads a file that stands in place of an answer.
    public let file: @Sendable (_ path: String) throws(ProviderAway) -> [UInt8]

    public init(
        send: @escaping @Sendable (ProviderRequest) async throws(ProviderAway) -> ProviderAnswer,
        file: @escaping @Sendable (_ path: String) throws(ProviderAway) -> [UInt8]
    ) {
        self.send = send
        self.file = file
    }
}

/// One question to the provider.
public struct ProviderRequest: Sendable {
    /// No answer is larger.
    public static let bytesMax = 512 * 1024

    /// HTTPS, or this machine.
    public let address: String
    /// Fields of a form that is posted; `nil`: a GET.
    public let form: [(name: String, value: String)]?
    /// The value of `Authorization`.
    public let authorization: String?

    init(_ address: String, form: [(name: String, value: String)]? = nil, authorization: String? = nil) {
        self.address = address
        self.form = form
        self.authorization = authorization
    }

    /// Whether the address is on this machine, where plain HTTP is allowed.
    public var isLoopback: Bool { ProviderAddress.isLoopback(address) }

    /// The form as it is sent.
    public var body: String? {
        form.map { fields in
            fields.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }.joined(separator: "&")
        }
    }
}

public struct ProviderAnswer: Sendable {
    public let status: Int
    public let bytes: [UInt8]

    public init(status: Int, bytes: [UInt8]) {
        self.status = status
        self.bytes = bytes
    }
}

/// The provider gave no answer that could be used; the reason is for the log, without any secret.
public struct ProviderAway: Error, Hashable {
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}

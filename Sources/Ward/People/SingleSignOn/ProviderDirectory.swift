import Japanese

/// What is known of the provider, fetched once and kept: where it is asked, and its keys.
struct ProviderDirectory: Sendable {
    private let metadata: Fetched<ProviderMetadata>
    private let keys: Fetched<ProviderKeys>

    init(_ settings: ProviderSettings, _ transport: ProviderTransport) {
        let metadata = Fetched<ProviderMetadata> { _ throws(ProviderAway) in
            guard let path = settings.discoveryFile else {
                let address = ProviderMetadata.address(of: settings.issuer)
                return try ProviderMetadata(try await Self.fetch(address, transport), settings: settings)
            }
            return try ProviderMetadata(try transport.file(path), settings: settings)
        }
        self.metadata = metadata
        keys = Fetched<ProviderKeys> { now throws(ProviderAway) in
            guard let path = settings.keysFile else {
                return try ProviderKeys(try await Self.fetch(try await metadata.value(at: now).keys, transport))
            }
            return try ProviderKeys(try transport.file(path))
        }
    }

    func metadata(at now: Timestamp) async throws(ProviderAway) -> ProviderMetadata {
        try await metadata.value(at: now)
    }

    /// The claims of a token that the provider signed; a key that nobody knows is looked for, at most once in five minutes.
    ///
    /// - Throws: ``TokenProblem`` or ``ProviderAway``
    func claims(of token: String, at now: Timestamp) async throws -> TokenClaims {
        let head = try ProviderKeys.Head(token)
        do {
            return try await keys.value(at: now).verified(token, head)
        } catch let problem as TokenProblem {
            // Without a name, a wrong signature may mean that the key has changed, too.
            guard problem == .unknownKey || problem == .signature && head.key == nil,
                let renewed = await keys.renewed(at: now)
            else { throw problem }
            return try await renewed.verified(token, head)
        }
    }

    private static func fetch(_ address: String, _ transport: ProviderTransport) async throws(ProviderAway) -> [UInt8] {
        let answer = try await transport.send(ProviderRequest(address))
        guard answer.status == 200 else { throw ProviderAway("\(answer.status) for what is known to everybody") }
        return answer.bytes
    }
}

import Japanese

/// Why an ID token is not believed.
public enum TokenProblem: String, Error, Hashable, Sendable, CaseIterable {
    case malformed, algorithm, unknownKey, signature, issuer, audience, authorizedParty, expired, issuedAt, notBefore,
        nonce
    case subject, authenticatedAt
}

/// Looks at the claims of an ID token whose signature is right (OpenID Connect Core 1.0, 3.1.3.7).
struct IDTokenCheck: Sendable {
    /// By how much the provider's clock may differ.
    static let skewSecondsMax: Int64 = 60
    /// A token that was made longer ago was not made for this sign-in.
    static let ageSecondsMax: Int64 = 600
    /// OpenID Connect Core 1.0, 2: 255 ASCII characters.
    static let subjectBytesMax = 255

    let issuer: String
    let clientID: String
    let nonce: String
    /// Since when the person must have shown who they are; `nil` where an earlier sign-in at the provider is good.
    let authenticatedSince: Timestamp?

    /// Who it is, as the provider says.
    struct Subject: Hashable, Sendable {
        let issuer: String
        let subject: String
        /// To show to an administrator; never a key.
        let name: String
        let account: String
        let hasSecondFactor: Bool
    }

    /// - Throws: ``TokenProblem``
    func subject(of claims: TokenClaims, at now: Timestamp) throws(TokenProblem) -> Subject {
        let seconds = Double(now.milliseconds) / 1000
        let skew = Double(Self.skewSecondsMax)
        guard claims["iss"]?.text == issuer else { throw .issuer }
        guard let audience = claims["aud"]?.texts, audience.contains(clientID) else { throw .audience }
        // With several audiences, or whenever it is told, the one it was made for.
        if audience.count > 1 || claims["azp"] != nil {
            guard claims["azp"]?.text == clientID else { throw .authorizedParty }
        }
        guard let ends = claims["exp"]?.number, seconds < ends + skew else { throw .expired }
        guard let issued = claims["iat"]?.number, issued <= seconds + skew,
            seconds - skew <= issued + Double(Self.ageSecondsMax)
        else { throw .issuedAt }
        if let begins = claims["nbf"] {
            guard let begins = begins.number, begins <= seconds + skew else { throw .notBefore }
        }
        guard claims["nonce"]?.text == nonce else { throw .nonce }
        if let since = authenticatedSince {
            guard let at = claims["auth_time"]?.number, at >= Double(since.milliseconds) / 1000 - skew else {
                throw .authenticatedAt
            }
        }
        guard let subject = claims["sub"]?.text, (1...Self.subjectBytesMax).contains(subject.utf8.count),
            subject.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .subject }
        let account = claims["preferred_username"]?.text ?? claims["upn"]?.text ?? claims["email"]?.text
        return Subject(
            issuer: issuer, subject: subject, name: Self.shown(claims["name"]?.text),
            account: Self.shown(account), hasSecondFactor: claims["amr"]?.texts?.contains("mfa") ?? false)
    }

    static let shownScalarsMax = 100

    /// One line of what the provider wrote.
    private static func shown(_ text: String?) -> String {
        let scalars = (text ?? "").unicodeScalars.filter { !$0.isUnseen }
            .map { $0.properties.generalCategory == .control || $0.properties.isWhitespace ? " " : $0 }
        return String(String.UnicodeScalarView(scalars.prefix(shownScalarsMax)))
    }
}

/// The groups that a token names.
enum TokenGroups {
    static let groupsMax = 1000
    static let groupScalarsMax = 300

    /// A claim that is absent is not an empty one: Entra ID leaves it out for people with more than 200 groups, and names
    /// instead where they could be asked for.
    /// - Throws: ``SingleSignOnRefusal/noGroups(claim:tooMany:)``
    static func read(_ claims: TokenClaims, claim: String) throws(SingleSignOnRefusal) -> Set<String> {
        guard let value = claims.value(at: claim), value != .null else {
            var isElsewhere = claims["hasgroups"] == .bool(true)
            if case .object(let names)? = claims["_claim_names"], names[claim] != nil { isElsewhere = true }
            throw .noGroups(claim: claim, tooMany: isElsewhere)
        }
        guard let groups = value.texts else { throw .noGroups(claim: claim, tooMany: false) }
        guard groups.count <= groupsMax, groups.allSatisfy({ $0.unicodeScalars.count <= groupScalarsMax }) else {
            throw .noGroups(claim: claim, tooMany: true)
        }
        return Set(groups.filter { !$0.isEmpty })
    }
}

/// The word in every form that shows it came from this site in this session.
///
/// It is written anew for each response, as a random mask and the masked secret, so that a compressed page gives nothing
/// away by its length (BREACH).
struct CSRFToken: Sendable {
    static let secretBytes = 32

    let secret: [UInt8]

    /// A form of the secret for one response: 128 hexadecimal digits.
    func text(random: RandomSource) -> String {
        let mask = random.bytes(secret.count)
        return Hexadecimal.text(mask + zip(mask, secret).map { $0 ^ $1 })
    }

    /// Whether the text is any masked form of the secret; takes the same time wherever it differs.
    func verify(_ text: String) -> Bool {
        guard text.utf8.count == 4 * secret.count, let bytes = Hexadecimal.bytes(text) else { return false }
        let unmasked = zip(bytes.prefix(secret.count), bytes.suffix(secret.count)).map { $0 ^ $1 }
        return equalInConstantTime(unmasked, secret)
    }
}

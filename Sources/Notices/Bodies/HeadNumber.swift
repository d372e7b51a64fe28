/// (2) before a heading: the number, and how it is written.
struct HeadNumber {
    let style: String
    let number: Int

    /// - Returns: `nil` for a number without a sign, which items of any list may have.
    init?(_ row: SeatRow) {
        guard !row.isGrid, row.filled.count > 1, let number = SeatTokens.number(row.filled[0].text) else { return nil }
        let key = BodyText.key(row.filled[0].text)
        style = key.filter { !$0.isASCII || !$0.isNumber }
        guard !style.isEmpty, style.unicodeScalars.allSatisfy({ "().".unicodeScalars.contains($0) }) else { return nil }
        self.number = number
    }
}

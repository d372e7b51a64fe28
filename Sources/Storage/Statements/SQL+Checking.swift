extension SQL {
    /// The most parameters in one statement: SQLite's limit, which is the lower of the two.
    public static let parametersMax = 32_766

    /// Refuses what one of the databases would refuse, cut off or change silently: PostgreSQL has no U+0000 in text, and
    /// SQLite keeps "not a number" as NULL.
    func checkParameters() throws(StorageError) {
        guard parameters.count <= Self.parametersMax else {
            throw .statement(
                message: "\(parameters.count) parameters, at most \(Self.parametersMax) are possible", text: text)
        }
        for (index, parameter) in parameters.enumerated() {
            switch parameter {
            case .text(let value) where value.utf8.contains(0):
                throw .statement(message: "parameter \(index + 1) contains U+0000", text: text)
            case .real(let value) where value.isNaN:
                throw .statement(message: "parameter \(index + 1) is not a number", text: text)
            default:
                continue
            }
        }
    }
}

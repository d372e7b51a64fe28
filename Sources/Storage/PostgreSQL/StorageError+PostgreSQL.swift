extension StorageError {
    /// From the state that PostgreSQL gives with each error (its manual's appendix A).
    /// - Parameter text: the statement with `?` for its parameters.
    init(state: String, message: String, text: String) {
        self =
            switch state {
            case "53100": .diskFull
            // A lock that was waited for too long; a deadlock or a conflict with a program that is not this one.
            case "55P03", "40P01", "40001": .busy
            case "57P01", "57P02", "57P03": .connectionLost(message: message)
            case "23505": .duplicate(message: message)
            case _ where state.hasPrefix("23"): .constraint(message: message)
            case _ where state.hasPrefix("08"): .connectionLost(message: message)
            default: .statement(message: message, text: text)
            }
    }
}

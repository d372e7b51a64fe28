extension SQL {
    /// The statement as PostgreSQL takes it: `$1`, `$2` … for the parameters, which are numbered without the NULLs.
    ///
    /// NULL is written as a literal: a NULL parameter would need a type, and where the server cannot infer one
    /// (`? IS NULL`) it refuses the statement. A `?` inside a literal, a quoted name or a comment stays as it is.
    /// - Throws: when the parameters are not as many as the question marks.
    func dollars() throws(StorageError) -> (text: String, parameters: [SQLValue]) {
        var scanner = DollarScanner(parameters: parameters)
        scanner.scan(Array(text.utf8))
        guard scanner.taken == parameters.count else {
            throw .statement(
                message: "\(parameters.count) parameters for \(scanner.taken) question marks", text: text)
        }
        return (String(decoding: scanner.output, as: UTF8.self), scanner.bound)
    }
}

private struct DollarScanner {
    let parameters: [SQLValue]
    var output: [UInt8] = []
    var bound: [SQLValue] = []
    /// How many question marks were met.
    var taken = 0

    init(parameters: [SQLValue]) {
        self.parameters = parameters
    }

    mutating func scan(_ text: [UInt8]) {
        output.reserveCapacity(text.count + parameters.count * 3)
        var position = 0
        while position < text.count {
            let byte = text[position]
            let next = position + 1 < text.count ? text[position + 1] : 0
            let end: Int
            switch (byte, next) {
            case (UInt8(ascii: "?"), _):
                takeParameter()
                position += 1
                continue
            // A doubled quote inside is two literals side by side to this scan, with the same result.
            case (UInt8(ascii: "'"), _), (UInt8(ascii: "\""), _):
                end = text[(position + 1)...].firstIndex(of: byte).map { $0 + 1 } ?? text.count
            case (UInt8(ascii: "-"), UInt8(ascii: "-")):
                end = text[position...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                end = Self.endOfComment(in: text, from: position)
            default:
                end = position + 1
            }
            output += text[position..<end]
            position = end
        }
    }

    private mutating func takeParameter() {
        taken += 1
        guard taken <= parameters.count else { return }
        let parameter = parameters[taken - 1]
        if case .null = parameter {
            output += Array("NULL".utf8)
        } else {
            bound.append(parameter)
            output += Array("$\(bound.count)".utf8)
        }
    }

    private static func endOfComment(in text: [UInt8], from start: Int) -> Int {
        var position = start + 2
        while position + 1 < text.count {
            if text[position] == UInt8(ascii: "*"), text[position + 1] == UInt8(ascii: "/") { return position + 2 }
            position += 1
        }
        return text.count
    }
}

import Foundation
import Japanese

/// The mail as a file (.eml) and as it is handed to a server: RFC 5322, RFC 2045 to 2047, UTF-8 in Base64.
extension MailMessage {
    public var bytes: [UInt8] {
        var headers: [String] = []
        if let from {
            headers.append("From: " + Self.header([from]))
        } else {
            // Mail programs open such a file as a draft with a button to send it.
            headers.append("X-Unsent: 1")
        }
        headers.append("To: " + Self.header(to))
        if !cc.isEmpty { headers.append("Cc: " + Self.header(cc)) }
        headers.append("Subject: " + Self.words(subject))
        headers.append("Date: " + Self.date(date))
        headers.append("Message-ID: <\(id)@\(from?.address.domain ?? "namiki.invalid")>")
        headers += [
            // RFC 3834: nobody's absence notice answers it.
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: base64",
        ]
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + encodedBody).utf8)
    }

    /// Base64 in lines of 76 signs.
    private var encodedBody: String {
        let text = body.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let encoded = Data(text.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return encoded + "\r\n"
    }

    private static func header(_ parties: [Party]) -> String {
        parties.map { party in
            party.name.isEmpty ? "<\(party.address)>" : "\(words(party.name))\r\n <\(party.address)>"
        }.joined(separator: ",\r\n ")
    }

    /// RFC 2047: an encoded word has at most 75 signs, 12 of them its frame; 39 bytes make 52 signs of Base64,
    /// so that a line stays within 78 with the header's name before the first word.
    private static let wordBytesMax = 39

    /// Text of any scalars as encoded words, one a line, none cut within a scalar. Line breaks become spaces: a header
    /// cannot be ended from inside.
    static func words(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            let bytes = Array(String(isControl ? " " : scalar).utf8)
            if words[words.count - 1].count + bytes.count > wordBytesMax { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// `Mon, 23 Nov 2026 16:08:10 +0900`
    static func date(_ moment: Timestamp) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let (year, month, day) = moment.date.components
        let time = moment.timeOfDay
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[moment.date.weekday.rawValue]), \(padded(day)) \(months[month - 1]) \(year) "
            + "\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second)) +0900"
    }
}

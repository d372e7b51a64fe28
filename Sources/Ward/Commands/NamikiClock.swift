import Foundation
import Japanese

extension Clock {
    /// The machine's clock.
    public static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// A clock that is set to a moment now and runs on from there.
    public static func running(from start: Timestamp, beside clock: Clock = .system) -> Clock {
        let offset = start.milliseconds - clock.now().milliseconds
        return Clock { Timestamp(milliseconds: clock.now().milliseconds + offset) }
    }

    /// The clock of a command: the machine's, or for demonstrations and tests one that starts at `NAMIKI_NOW`.
    ///
    ///     NAMIKI_NOW=2024-07-03T09:00:00+09:00 bin/namiki demo
    ///
    /// - Throws: ``ClockRefusal`` when the variable cannot be read.
    public static func ofCommand(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ClockRefusal) -> Clock {
        guard let text = environment["NAMIKI_NOW"], !text.isEmpty else { return .system }
        guard let start = moment(reading: text) else { throw ClockRefusal(text: text) }
        return running(from: start)
    }

    /// `2024-07-03T09:00:00+09:00`, or `2024-07-03` for 9 o'clock of that day; always in Japan's time.
    static func moment(reading text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let day = CivilDate(iso: String(decoding: bytes[..<10], as: UTF8.self)) else {
            return nil
        }
        if bytes.count == 10 { return Timestamp(day, hour: 9) }
        func number(_ range: Range<Int>) -> Int? {
            let digits = bytes[range]
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard bytes.count == 25, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19...].elementsEqual("+09:00".utf8),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return Timestamp(day, hour: hour, minute: minute).adding(seconds: second)
    }
}

/// `NAMIKI_NOW` holds something else than a moment.
public struct ClockRefusal: Refusal, Hashable {
    let text: String

    public var words: String {
        "環境変数 NAMIKI_NOW の「\(text)」を日時として読めません。2024-07-03T09:00:00+09:00 か 2024-07-03 の形で書くか、設定を消してください。"
    }
}

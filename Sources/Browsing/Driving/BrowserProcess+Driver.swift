import Foundation
import Scenarios

extension BrowserProcess {
    /// Starts the driver and outlives it, so that nothing of a run is left when this program is killed: then the socket pair has no other end,
    /// and everything that carries the run's mark is ended. What the driver says is written into the socket, and that it ended.
    private static let keeping = """
        { "$1" --port=0 3<&- 4>&-; echo ended; } >&4 &
        read -r _ <&3
        round=0
        while [ $round -lt 500 ]; do
            left=
            for process in /proc/[0-9]*; do
                [ "${process#/proc/}" = $$ ] && continue
                grep -qzxF "\(mark)=$\(mark)" "$process/environ" || continue
                left=1
                kill -9 "${process#/proc/}"
            done
            [ -z "$left" ] && exit
            round=$((round + 1))
            sleep 0.02
        done
        """

    static func keeper(of driver: String) -> (program: String, arguments: [String]) {
        ("/bin/sh", ["-c", keeping, "sh", driver])
    }

    /// The port that the system gave the driver; waits until it listens.
    func driverPort() async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { [self] in
                let port = readPort()
                continuation.resume(with: port.map { .success($0) } ?? .failure(RunOutcome.browserEnded))
            }
            thread.start()
        }
    }

    private func readPort() -> Int? {
        var told = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while told.utf8.count < 1 << 16 {
            let count = receive(&buffer)
            guard count > 0 else { return nil }
            told += String(decoding: buffer[..<count], as: UTF8.self)
            for line in told.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                if line == "ended" { return nil }
                if let start = line.range(of: "started successfully on port ")?.upperBound {
                    return Int(line[start...].prefix { $0.isASCII && $0.isNumber })
                }
            }
        }
        return nil
    }

    /// What the driver is told of the browser: the same as by the pipe.
    static func capabilities(_ options: BrowserOptions, folder: String, hosts: HostList) -> Parameter {
        [
            // Boxes of a page are answered by whoever follows it.
            "unhandledPromptBehavior": ["default": "ignore"],
            "goog:chromeOptions": [
                "binary": .text(options.program), "args": .list(arguments(folder, hosts).map { .text($0) }),
                "excludeSwitches": .list(switchesOff.map { .text($0) }),
            ],
        ]
    }

    /// Switches of the driver that serve tests of pages: they write the page's words into a log, send a form twice without asking, or take
    /// input before a page is there.
    private static let switchesOff = [
        "allow-pre-commit-input", "disable-prompt-on-repost", "enable-logging", "log-level", "test-type",
    ]
}

import Foundation
import Scenarios

extension BrowserPage {
    /// A picture in which everything that may be a fact about a person is painted over before it leaves the browser.
    /// - Parameters:
    ///   - values: of the record; texts of the page that hold one are painted over wherever they stand.
    ///   - framed: elements to be framed.
    /// - Returns: PNG; `nil` when the page cannot be painted over: then there is no picture.
    func picture(hiding values: [String], framed: [Int] = []) async -> [UInt8]? {
        do {
            return try await within("画面の写し") {
                _ = try await call("cover", [.list(values.map { .text($0) }), .list(framed.map { .whole($0) })])
                let picture = try await connection.send(
                    "Page.captureScreenshot", ["format": "png", "optimizeForSpeed": true], session: session,
                    as: DevTools.Screenshot.self)
                _ = try await call("uncover")
                return [UInt8](picture.data)
            }
        } catch {
            return nil
        }
    }

    /// Presses a control and waits for the file it leads to.
    func download(_ element: Int) async throws -> (name: String, bytes: [UInt8]) {
        state.set {
            $0.download = nil
            $0.isDownloadExpected = true
        }
        defer { state.set { $0.isDownloadExpected = false } }
        let seconds = limits.secondsPerDownload
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(seconds))
        let answer = try await press(element)
        guard answer == .done else { throw RunOutcome.downloadFailed }
        while true {
            let values = state.values
            try check()
            switch values.download?.state {
            case "completed"?:
                guard let download = values.download else { throw RunOutcome.downloadFailed }
                let path = "\(folder)/downloads/\(download.id)"
                // Whoever has it keeps it sealed: nothing of it lies about until the run is over.
                defer { try? FileManager.default.removeItem(atPath: path) }
                guard let data = FileManager.default.contents(atPath: path) else { throw RunOutcome.downloadFailed }
                guard data.count <= limits.downloadBytesMax else {
                    throw RunOutcome.downloadTooLarge(bytesMax: limits.downloadBytesMax)
                }
                return (Self.plainName(download.name), [UInt8](data))
            case "canceled"?: throw RunOutcome.downloadFailed
            default: break
            }
            let left = clock.now.duration(to: end)
            guard left > .zero, await state.changed(after: values.changes, within: left) else {
                if let id = values.download?.id {
                    connection.tell("Browser.cancelDownload", ["guid": .text(id)], session: nil)
                }
                throw RunOutcome.downloadTooSlow(seconds: seconds)
            }
        }
    }

    /// A name without folders and control characters.
    static func plainName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init).prefix(100))
        return plain.isEmpty || plain.allSatisfy { $0 == "." } ? "download" : plain
    }
}

import Synchronization
import Testing

@testable import Site

@Suite("Papers that anybody may ask for")
struct PublicPrinterTests {
    /// Runs that last until the test ends them, or until nobody wants them.
    private final class HeldPrinter: Sendable {
        let begun = Mutex<[String]>([])
        private let (gate, opening) = AsyncStream<Void>.makeStream()

        var printer: PDFPrinter {
            PDFPrinter(pdf: { document async throws(PrintingError) in
                self.begun.withLock { $0.append(document.text) }
                for await _ in self.gate {}
                if Task.isCancelled { throw .left }
                return Array(document.text.utf8)
            })
        }

        func open() { opening.finish() }

        /// Until so many runs have begun.
        func wait(for count: Int) async {
            while begun.withLock({ $0.count }) < count { await Task.yield() }
        }
    }

    @Test("Forty who ask for the same paper cause one run, and who comes later none")
    func shared() async throws {
        let held = HeldPrinter()
        let papers = PublicPrinter(held.printer)
        let made = await withTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<40 { group.addTask { try? await papers.pdf("手引き") } }
            held.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(made.allSatisfy { $0 == Array("手引き".utf8) })
        #expect(try await papers.pdf("手引き") == Array("手引き".utf8))
        #expect(held.begun.withLock { $0 } == ["手引き"])
    }

    @Test("For those who have gone nothing is made, and who still waits is served next")
    func left() async throws {
        let held = HeldPrinter()
        let papers = PublicPrinter(held.printer)
        let first = Task { try await papers.pdf("最初") }
        await held.wait(for: 1)
        let gone = (0..<10).map { number in Task { try await papers.pdf("去った人\(number)") } }
        gone.forEach { $0.cancel() }
        for task in gone {
            let result = await task.result
            #expect(throws: PrintingError.left) { try result.get() }
        }
        let second = Task { try await papers.pdf("待つ人") }
        held.open()
        #expect(try await first.value == Array("最初".utf8))
        #expect(try await second.value == Array("待つ人".utf8))
        #expect(held.begun.withLock { $0 } == ["最初", "待つ人"])
    }

    @Test("A run that nobody waits for any more is stopped, and the same paper can be asked for again")
    func stopped() async throws {
        let held = HeldPrinter()
        let papers = PublicPrinter(held.printer)
        let only = Task { try await papers.pdf("手引き") }
        await held.wait(for: 1)
        only.cancel()
        let result = await only.result
        #expect(throws: PrintingError.left) { try result.get() }
        held.open()
        #expect(try await papers.pdf("手引き") == Array("手引き".utf8))
    }
}

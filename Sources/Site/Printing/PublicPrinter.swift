import Storage
import Ward

/// Makes the papers that anybody may ask for: one at a time beside the work of the staff, once for the same document however
/// many ask, and not at all for those who have gone.
public actor PublicPrinter {
    /// What is waited for.
    private struct Run {
        let made: Task<[UInt8], any Error>
        var waiters: Int
    }

    private static let keptMax = 8
    /// More would wait longer than anybody does.
    static let waitingMax = 20

    private let printer: PDFPrinter
    private let queue = Turns(placesMax: 1, waitingMax: waitingMax)
    private var kept: [(hash: String, pdf: [UInt8])] = []
    private var runs: [String: Run] = [:]

    public init(_ printer: PDFPrinter) {
        self.printer = printer
    }

    /// A document as a PDF file. The same document is the same bytes, so that what is kept never grows stale.
    /// - Throws: ``PrintingError/tooManyWaiting`` when too many other papers are asked for.
    public func pdf(_ document: HTML) async throws(PrintingError) -> [UInt8] {
        let hash = ContentHash.of(document.text)
        if let known = kept.first(where: { $0.hash == hash }) { return known.pdf }
        var run = runs[hash] ?? Run(made: Task { try await print(document) }, waiters: 0)
        run.waiters += 1
        runs[hash] = run
        let made = run.made
        let result = await withTaskCancellationHandler {
            await made.result
        } onCancel: {
            Task { await leave(hash, made) }
        }
        if runs[hash]?.made == made { runs[hash] = nil }
        switch result {
        case .success(let pdf):
            keep(hash, pdf)
            return pdf
        case .failure(let error as PrintingError): throw error
        case .failure: throw .left
        }
    }

    private func print(_ document: HTML) async throws(PrintingError) -> [UInt8] {
        try await queue.pass(refusing: PrintingError.init) { () async throws(PrintingError) in
            try await printer.pdf(document)
        }
    }

    /// The last who leaves stops the work.
    private func leave(_ hash: String, _ made: Task<[UInt8], any Error>) {
        guard var run = runs[hash], run.made == made else { return }
        run.waiters -= 1
        runs[hash] = run.waiters > 0 ? run : nil
        if run.waiters == 0 { made.cancel() }
    }

    private func keep(_ hash: String, _ pdf: [UInt8]) {
        guard !kept.contains(where: { $0.hash == hash }) else { return }
        if kept.count == Self.keptMax { kept.removeFirst() }
        kept.append((hash, pdf))
    }
}

/// How much a document may hold, so that a small file cannot fill the memory.
public struct DocumentLimits: Hashable, Sendable {
    /// Bytes of the file.
    public var bytesMax: Int
    /// Parts of an archive.
    public var partsMax: Int
    /// Bytes of one part of an archive, unpacked, and of what an outside program answers.
    public var partBytesMax: Int
    /// Bytes of all parts that are read, unpacked.
    public var unpackedBytesMax: Int
    /// How many times larger a part may be unpacked, once it is larger than a few mebibytes.
    public var ratioMax: Int
    /// Elements and pieces of text of one part.
    public var nodesMax: Int
    /// Elements inside elements.
    public var depthMax: Int
    /// Lines of the document.
    public var linesMax: Int
    /// Bytes of all lines and notes in UTF-8.
    public var textBytesMax: Int
    /// Cells of all tables.
    public var cellsMax: Int
    /// Tables inside tables, text boxes inside text boxes.
    public var nestingMax: Int

    /// 50 MiB, 2,000 parts, 128 MiB a part, 256 MiB in all, 200-fold, 4,000,000 nodes, 200 deep, 500,000 lines, 64 MiB of text,
    /// 500,000 cells, 8 tables inside one another.
    public init(
        bytesMax: Int = 50 << 20, partsMax: Int = 2_000, partBytesMax: Int = 128 << 20,
        unpackedBytesMax: Int = 256 << 20, ratioMax: Int = 200, nodesMax: Int = 4_000_000, depthMax: Int = 200,
        linesMax: Int = 500_000, textBytesMax: Int = 64 << 20, cellsMax: Int = 500_000, nestingMax: Int = 8
    ) {
        self.bytesMax = bytesMax
        self.partsMax = partsMax
        self.partBytesMax = partBytesMax
        self.unpackedBytesMax = unpackedBytesMax
        self.ratioMax = ratioMax
        self.nodesMax = nodesMax
        self.depthMax = depthMax
        self.linesMax = linesMax
        self.textBytesMax = textBytesMax
        self.cellsMax = cellsMax
        self.nestingMax = nestingMax
    }
}

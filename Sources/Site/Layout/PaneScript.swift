import Ward

/// A script beside pages that are whole without it: two panes, each with its own scroll, follow one another.
///
///     <div data-panes>
///     <section data-places="l" tabindex="0">…<p id="l7">…</section>
///     <section data-places="r" tabindex="0">…<p id="r7">…</section>
///     </div>
///     \(PaneScript.html)
///
/// Its address holds its hash, so that browsers may keep it for ever.
public enum PaneScript {
    public static let html: HTML = "<script src=\"\(path)\" defer=\"defer\"></script>\n"

    static let bytes: [UInt8] = PackageResources.panes_js

    static let path = "/assets/panes-\(ContentHash.of(bytes).prefix(16)).js"
}

extension Round {
    /// The title, with a word where it is no quarter of the series: 令和6年度第1四半期（臨時）.
    var label: String { limitedTo == nil ? title : "\(title)（臨時）" }
}

/// The desk for bereaved families (おくやみコーナー).
enum BereavementDesk {
    /// Its life event, by the name of the knowledge package.
    static let event = "bereavement"
}

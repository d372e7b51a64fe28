/// 個人番号 in what people write about data: titles, explanations, answers.
public enum PersonalNumber {
    /// Whether twelve figures stand in a text whose last one is the check digit of 個人番号, however they are written. 番号法19条 lets nobody
    /// make one public.
    public static func stands(in text: String) -> Bool { FigureText(text).holdsIndividualNumber }
}

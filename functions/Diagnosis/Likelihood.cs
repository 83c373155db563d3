namespace Autocura.Diagnosis;

/// <summary>
/// How much one observation moves the odds of a cause against "something else is wrong", as natural-log likelihood ratios. The steps are the
/// grades of evidence of H. Jeffreys (Theory of Probability, 3rd ed. 1961, appendix B: bounds 10^0.5, 10, 10^1.5, 100), each taken inside its
/// grade. Rules use these names and no numbers of their own, so that a hundred clues stay comparable and one table can be recalibrated.
/// A rule counts one observation once: dependent observations (a crash and its restart count) are one clue.
/// </summary>
internal static class Likelihood
{
    /// <summary>2 to 1: barely worth mentioning; it breaks ties.</summary>
    public static readonly double Slight = Math.Log(2);

    /// <summary>6 to 1: seen with this cause much more often than without.</summary>
    public static readonly double Substantial = Math.Log(6);

    /// <summary>20 to 1: seldom seen without this cause.</summary>
    public static readonly double Strong = Math.Log(20);

    /// <summary>300 to 1: the cluster itself names the cause, or another explanation needs two faults at once.</summary>
    public static readonly double Decisive = Math.Log(300);

    /// <summary>The ratio in words: "20 times as likely", "6 times less likely".</summary>
    public static string InWords(double weight) => weight >= 0
        ? $"{Math.Exp(weight):0} times as likely"
        : $"{Math.Exp(-weight):0} times less likely";
}

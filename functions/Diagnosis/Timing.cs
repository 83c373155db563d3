using MathNet.Numerics.Distributions;

namespace Autocura.Diagnosis;

/// <summary>
/// Whether something that changed came at the right time to be the cause of a symptom.
/// </summary>
/// <remarks>
/// The likelihood ratio of the delay d between the change and the first symptom: LogNormal(d; ln 60 s, 1.3) against the rate of changes that have nothing to do
/// with it, one an hour. Faults of a change show within a minute or so in the median, now and then after a quarter of an hour; d = 20 s would weigh 39 to 1, 10
/// minutes weigh 1 to 2.6. The ratio is bounded to 10 to 1 for and 20 to 1 against, as time alone never proves a cause.
/// </remarks>
internal static class Timing
{
    private const double Spread = 1.3;
    private static readonly double MedianDelay = Math.Log(60);
    private static readonly double UsualDelay = Math.Exp(MedianDelay - (Spread * Spread));
    private static readonly TimeSpan OneUnrelatedChangeEvery = TimeSpan.FromHours(1);

    // Symptoms are seen at scrapes and sweeps, and in windows of two minutes: an onset is not known better than this.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(2);

    /// <summary>The natural-log likelihood ratio for a change at that time.</summary>
    public static double Weight(DateTimeOffset changedAt, DateTimeOffset symptomAt)
    {
        var delay = symptomAt - changedAt;
        if (delay < -Blur)
        {
            return -Likelihood.Strong;
        }

        // No delay is more usual than the distribution's mode: what is sooner counts the same.
        var seconds = Math.Max(delay.TotalSeconds, UsualDelay);
        return Math.Clamp(LogNormal.PDFLn(MedianDelay, Spread, seconds) + Math.Log(OneUnrelatedChangeEvery.TotalSeconds), -Likelihood.Strong, Math.Log(10));
    }

    /// <summary>The clue: "ConfigMap shop/features was changed by kubectl-edit 40 s before the first symptom".</summary>
    public static Clue Clue(string what, DateTimeOffset changedAt, Evidence evidence)
    {
        var symptom = evidence.FirstSymptomAt();
        return new Clue($"{what} {Before(symptom - changedAt)}", Weight(changedAt, symptom)) { At = changedAt };
    }

    /// <summary>"40 s before the first symptom".</summary>
    public static string Before(TimeSpan delay) => delay >= TimeSpan.Zero ? $"{Span(delay)} before the first symptom" : $"{Span(-delay)} after the first symptom";

    /// <summary>A span as people say it: "40 s", "12 min", "3 h", "5 days".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => $"{span.TotalSeconds:0} s",
        { TotalHours: < 2 } => $"{span.TotalMinutes:0} min",
        { TotalDays: < 2 } => $"{span.TotalHours:0} h",
        _ => $"{span.TotalDays:0} days",
    };
}

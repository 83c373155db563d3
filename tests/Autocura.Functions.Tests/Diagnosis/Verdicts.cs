using Autocura.Diagnosis;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.Diagnosis;

/// <summary>Diagnoses with the rules as the app registers them.</summary>
internal static class Verdicts
{
    public static Diagnoser Diagnoser()
    {
        using var services = new ServiceCollection().AddDiagnosis().BuildServiceProvider();
        return services.GetRequiredService<Diagnoser>();
    }

    public static IReadOnlyList<IDiagnosisRule> Rules()
    {
        using var services = new ServiceCollection().AddDiagnosis().BuildServiceProvider();
        return [.. services.GetServices<IDiagnosisRule>()];
    }

    public static RankedHypotheses Diagnose(this Evidence evidence) => Diagnoser().Diagnose(evidence);

    public static Hypothesis? Of(this RankedHypotheses ranked, string cause) => ranked.Hypotheses.FirstOrDefault(hypothesis => hypothesis.Cause == cause);

    public static double ProbabilityOf(this RankedHypotheses ranked, string cause) => ranked.Of(cause)?.Probability ?? 0;

    /// <summary>"RollBackRelease toRevision=2": what a remedy does, in a line.</summary>
    public static IEnumerable<string> InShort(this IEnumerable<Remedy> remedies) => remedies.Select(remedy =>
        string.Join(' ', remedy.Parameters.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}").Prepend(remedy.Action)));
}

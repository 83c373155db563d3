using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Forecasting.Capacity;

/// <summary>What a workload's annotations say of the replicas it needs, under the names of KEDA's PredictKube scaler: <c>autocura.io/threshold</c> and the others.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Query">What its load is: a metric's name or a PromQL expression, as policies have it.</param>
/// <param name="Problems">What is written wrongly, each with what it may be; then nothing is recommended.</param>
public sealed partial record CapacityDeclaration(CapacityTerms Terms, string Query, IReadOnlyList<string> Problems)
{
    /// <summary>What the names of the annotations begin with.</summary>
    public const string Prefix = "autocura.io/";

    private const string Threshold = "threshold";

    /// <summary>The requests per second of the Service that bears the workload's name.</summary>
    private const string UsualQuery = "request_rate";

    /// <summary>What is declared; null without a threshold, for then nothing is.</summary>
    public static CapacityDeclaration? Of(IReadOnlyDictionary<string, string> annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        if (!annotations.ContainsKey(Prefix + Threshold)) return null;
        var problems = new List<string>();
        var usual = new CapacityTerms { Threshold = 1 };
        var terms = usual with
        {
            Threshold = Number(Threshold, usual.Threshold),
            ActivationThreshold = Number("activationThreshold", usual.ActivationThreshold),
            MinReplicas = (int)Number("minReplicas", usual.MinReplicas),
            MaxReplicas = (int)Number("maxReplicas", usual.MaxReplicas),
            Probability = Number("probability", usual.Probability),
            HistoryTimeWindow = Span("historyTimeWindow", usual.HistoryTimeWindow),
            PredictionHorizon = Span("predictionHorizon", usual.PredictionHorizon),
            PodStartTime = Span("podStartTime", usual.PodStartTime),
        };
        return new CapacityDeclaration(terms, annotations.GetValueOrDefault(Prefix + "forecast-query", UsualQuery), [.. problems, .. Wrong(terms)]);

        double Number(string name, double otherwise)
        {
            if (!annotations.TryGetValue(Prefix + name, out var text)) return otherwise;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
            problems.Add($"{Prefix}{name} is '{text}'; it must be a number.");
            return otherwise;
        }

        TimeSpan Span(string name, TimeSpan otherwise)
        {
            if (!annotations.TryGetValue(Prefix + name, out var text)) return otherwise;
            if (Duration().Match(text) is { Success: true } match) return double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * Unit(match.Groups["unit"].Value);
            problems.Add($"{Prefix}{name} is '{text}'; it must be a number and a unit, such as 30s, 5m, 2h or 7d.");
            return otherwise;
        }
    }

    private static IEnumerable<string> Wrong(CapacityTerms terms)
    {
        if (!(terms.Threshold > 0)) yield return $"{Prefix}threshold is {terms.Threshold}; it must be above 0.";
        if (terms.MinReplicas < 0 || terms.MaxReplicas < Math.Max(1, terms.MinReplicas)) yield return $"{Prefix}minReplicas is {terms.MinReplicas} and {Prefix}maxReplicas {terms.MaxReplicas}; use 0 or more, and no less than that.";
        if (terms.Probability is not (> 0 and < 1)) yield return $"{Prefix}probability is {terms.Probability}; use more than 0 and less than 1.";
        if (terms.HistoryTimeWindow < TimeSpan.FromHours(1) || terms.HistoryTimeWindow > TimeSpan.FromDays(28)) yield return $"{Prefix}historyTimeWindow is {terms.HistoryTimeWindow}; use 1h to 28d.";
        if (terms.PredictionHorizon < TimeSpan.FromMinutes(5) || terms.PredictionHorizon > TimeSpan.FromDays(1)) yield return $"{Prefix}predictionHorizon is {terms.PredictionHorizon}; use 5m to 1d.";
        if (terms.PodStartTime < TimeSpan.Zero || terms.PodStartTime > TimeSpan.FromMinutes(30)) yield return $"{Prefix}podStartTime is {terms.PodStartTime}; use 0s to 30m.";
    }

    private static TimeSpan Unit(string unit) => unit switch
    {
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        "d" => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    [GeneratedRegex(@"^(?<number>[0-9]{1,6})(?<unit>[smhdw])\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Duration();
}

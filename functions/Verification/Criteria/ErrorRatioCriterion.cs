using Autocura.Statistics;

namespace Autocura.Verification.Criteria;

/// <summary>
/// Requests succeed again. The share that fails must be at most 1.5 times the usual one from before the trouble, and the limit lies between 1 % (the usual
/// objective is 99 to 99.9 %; below that the noise of few requests decides) and 5 % (a service that always failed more than that was never well).
/// Worse: surely more than five points above the baseline, that is, the lower end of Wilson's one-sided 99 % interval lies there. Wilson's interval holds
/// for few requests too, where the common normal one does not, so no least number of them is needed. Refuted: of the requests since the remedy took effect so
/// many failed that a sequential test, with error rates of one in a thousand, takes them for the trouble as it was.
/// </summary>
/// <remarks>
/// Without any request now: if there was traffic before we acted, its absence is itself strange, and the criterion is inconclusive, which holds recovery up
/// until the deadline. If there was none before either, it does not apply: a service that nobody calls is judged by its rollout, endpoints and alerts.
/// </remarks>
internal sealed class ErrorRatioCriterion : IRecoveryCriterion
{
    public const double LowestLimit = 0.01;
    public const double HighestLimit = 0.05;
    public const double WorseBy = 0.05;
    private const double TimesUsual = 1.5;

    // All requests failing is taken for almost all of them: one that succeeds would otherwise refute the trouble for ever.
    private const double MostTrouble = 0.99;

    // The normal distribution's 99 % point.
    private const double Z = 2.326;

    public const string Errors = "errors";

    public string Name => Errors;

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request) => seen.Traffic.State switch
    {
        TrafficState.Measured when seen.Traffic.ErrorRatio is { } ratio => Judge(ratio, seen.Traffic, request),
        TrafficState.Unmeasurable => new Measurement(Name, MeasurementResult.Unmeasurable, seen.Traffic.Detail),
        TrafficState.NotApplicable => new Measurement(Name, MeasurementResult.NotApplicable, seen.Traffic.Detail),
        _ when request.Baseline.ErrorRatio is null => new Measurement(Name, MeasurementResult.NotApplicable, "no requests, neither now nor before"),
        _ => new Measurement(Name, MeasurementResult.Inconclusive, "no requests now, though there were some before"),
    };

    /// <summary>The largest share that is good where so much is usual; null when nobody knows what is.</summary>
    public static double LimitOf(double? usual) => Math.Clamp(TimesUsual * (usual ?? 0), LowestLimit, HighestLimit);

    private Measurement Judge(double ratio, TrafficReading traffic, MeasureRequest request)
    {
        var limit = LimitOf(traffic.Usual);
        var requests = (traffic.RequestsPerSecond ?? 0) * request.Window.TotalSeconds;
        var result = ratio <= limit ? MeasurementResult.Good
            : LowerBound(ratio, requests) > request.Baseline.ErrorRatio + WorseBy ? MeasurementResult.Worse
            : IsAsBefore(traffic.SinceSettled, limit, request.Baseline.ErrorRatio) ? MeasurementResult.Refuted
            : MeasurementResult.Bad;
        return new Measurement(Name, result, $"{ratio:0.0%} of {requests:0} requests failed, at most {limit:0.0%} may", ratio, limit);
    }

    /// <summary>Only trouble that stands out from the limit can be told from recovery this way.</summary>
    private static bool IsAsBefore(RequestCount? since, double limit, double? before) => since is not null && before is { } trouble && trouble > limit + WorseBy
        && new SequentialProportion(limit, Math.Min(trouble, MostTrouble)).Judge(since.Failed, since.All) == SequentialVerdict.Bad;

    // E. B. Wilson, 1927: (p + z^2/2n - z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n); zero without requests.
    private static double LowerBound(double ratio, double requests)
    {
        if (requests <= 0)
        {
            return 0;
        }

        var zz = Z * Z / requests;
        return (ratio + (zz / 2) - Math.Sqrt((zz * ratio * (1 - ratio)) + (zz * zz / 4))) / (1 + zz);
    }
}

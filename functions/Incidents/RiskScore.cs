namespace Autocura.Incidents;

/// <summary>The capped sum of the weights of the distinct signal types seen on a workload, 0 to 100.</summary>
public static class RiskScore
{
    public const int Cap = 100;

    /// <summary>Points a signal type adds once per incident, however often it fires.</summary>
    public static int Weight(SignalType signal) => signal switch
    {
        SignalType.OomKill => 30,
        SignalType.ErrorRate or SignalType.DeployFailing => 25,
        SignalType.LatencySpike or SignalType.PodRestart or SignalType.PodNotReady => 20,
        _ => 10,
    };

    public static int Of(IEnumerable<SignalType> signals) => Math.Min(Cap, signals.Distinct().Sum(Weight));

    public static int Of(IEnumerable<AlertSignal> signals) => Of(signals.Select(signal => signal.Type));

    public static Severity SeverityOf(int score) => score switch
    {
        >= 80 => Severity.Critical,
        >= 60 => Severity.High,
        >= 40 => Severity.Medium,
        _ => Severity.Low,
    };
}

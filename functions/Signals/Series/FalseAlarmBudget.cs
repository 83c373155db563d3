namespace Autocura.Signals.Series;

/// <summary>
/// How many false alarms a day one series may raise, and what rarity a point must have so that it does not. A sensitivity s (0 to 1) stands for 0.1 · 100^(s − 0.8) alarms: one in ten days at
/// the usual 0.8, one in four at 1, one in forty at 0.5, one in four hundred at 0. Points that follow one another alarm together, so points bound episodes from above.
/// </summary>
public readonly record struct FalseAlarmBudget(double AlarmsPerDay)
{
    private const double UsualSensitivity = 0.8;
    private const double UsualAlarmsPerDay = 0.1;

    /// <summary>The budget of <c>anomaly_detection_sensitivity</c>.</summary>
    public static FalseAlarmBudget Of(double sensitivity) => sensitivity is >= 0 and <= 1
        ? new FalseAlarmBudget(UsualAlarmsPerDay * Math.Pow(100, sensitivity - UsualSensitivity))
        : throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "A sensitivity is a number from 0 (reports least) to 1 (reports most).");

    /// <summary>The rarity at which a point of a series with this step alarms.</summary>
    public double RarityAt(TimeSpan step) => Math.Max(0, -Math.Log10(AlarmsPerDay * (step / TimeSpan.FromDays(1))));
}

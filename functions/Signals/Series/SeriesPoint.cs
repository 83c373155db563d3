namespace Autocura.Signals.Series;

/// <summary>One value of a metric series. NaN and infinity mean "not measured".</summary>
public readonly record struct SeriesPoint(DateTimeOffset At, double Value);

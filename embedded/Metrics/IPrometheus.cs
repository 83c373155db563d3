namespace Autocura.Embedded.Metrics;

/// <summary>A Prometheus, as far as those who scale by it ask it.</summary>
public interface IPrometheus
{
    /// <summary>The values of an instant query, one for each element; null when it is refused.</summary>
    IReadOnlyList<double>? Ask(string query, DateTimeOffset at);
}

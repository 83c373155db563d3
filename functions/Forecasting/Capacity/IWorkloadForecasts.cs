namespace Autocura.Forecasting.Capacity;

/// <summary>Forecasts the load of workloads whose annotations say what a replica carries.</summary>
public interface IWorkloadForecasts
{
    /// <summary>The forecast of the Deployment or StatefulSet of that name, with its accuracy; or why there is none.</summary>
    /// <param name="cluster">Its cluster; null: home.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    Task<ForecastAnswer> AskAsync(string? cluster, string ns, string name, CancellationToken cancellationToken);
}

/// <summary>A forecast, or why there is none.</summary>
/// <param name="Forecast">Null when there is none.</param>
/// <param name="Problem">Why, and what to do; empty when there is one.</param>
/// <param name="MayComeRight">Whether asking again may help.</param>
public sealed record ForecastAnswer(WorkloadForecast? Forecast, string Problem = "", bool MayComeRight = false);

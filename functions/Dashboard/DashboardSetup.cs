using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Dashboard;

/// <summary>Registers the page and the read models.</summary>
public static class DashboardSetup
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services
        .AddSingleton<PageFiles>()
        .AddSingleton<EveryCluster>().AddSingleton<ClusterBoard>().AddSingleton<ControlBoard>().AddSingleton<RecordBoard>().AddSingleton<SeriesBoard>()
        .AddSingleton<OperatorDesk>().AddSingleton<ReadinessBoard>();
}

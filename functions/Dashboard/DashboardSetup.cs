using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Dashboard;

/// <summary>Registers the read models.</summary>
public static class DashboardSetup
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<ClusterBoard>();
}

using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Reports;

/// <summary>Registers what tells of incidents when they are over.</summary>
public static class ReportsSetup
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<IncidentFiles>().AddSingleton<ReportDesk>().AddSingleton<DigestDesk>().AddSingleton<IncidentArchive>();
}

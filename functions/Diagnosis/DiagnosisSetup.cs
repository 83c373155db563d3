using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Diagnosis;

/// <summary>Registers the diagnosis: every rule of this assembly, so that a rule is one file and nothing else.</summary>
public static class DiagnosisSetup
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services)
    {
        foreach (var rule in typeof(IDiagnosisRule).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IDiagnosisRule))))
        {
            services.AddSingleton(typeof(IDiagnosisRule), rule);
        }

        return services.AddSingleton<Diagnoser>();
    }
}

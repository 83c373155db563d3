using Autocura.Diagnosis.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Diagnosis;

/// <summary>Registers the diagnosis: one line a rule.</summary>
public static class DiagnosisSetup
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services) => services
        .AddSingleton<IDiagnosisRule, ImagePullRule>()
        .AddSingleton<IDiagnosisRule, CrashAfterReleaseRule>()
        .AddSingleton<IDiagnosisRule, OutOfMemoryRule>()
        .AddSingleton<IDiagnosisRule, ScaledToZeroRule>()
        .AddSingleton<IDiagnosisRule, ServicePortRule>()
        .AddSingleton<IDiagnosisRule, NothingWrongRule>()
        .AddSingleton<IDiagnosisRule, UnknownRule>()
        .AddSingleton<Diagnoser>();
}

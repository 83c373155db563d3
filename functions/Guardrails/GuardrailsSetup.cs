using Autocura.Guardrails.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Guardrails;

/// <summary>Registers the guardrails: one line each.</summary>
public static class GuardrailsSetup
{
    public static IServiceCollection AddGuardrails(this IServiceCollection services) => services
        .AddSingleton<IGuardrail, OperatingModeRule>()
        .AddSingleton<IGuardrail, ProtectedNamespaceRule>()
        .AddSingleton<IGuardrail, TargetScopeRule>()
        .AddSingleton<IGuardrail, OptOutRule>()
        .AddSingleton<IGuardrail, UnknownActionRule>()
        .AddSingleton<IGuardrail, IrreversibleRule>()
        .AddSingleton<IGuardrail, AttemptsRule>()
        .AddSingleton<IGuardrail, PausedRolloutRule>()
        .AddSingleton<IGuardrail, MissingEvidenceRule>();
}

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
        .AddSingleton<IGuardrail, KillSwitchRule>()
        .AddSingleton<IGuardrail, LockedRule>()
        .AddSingleton<IGuardrail, BreakerRule>()
        .AddSingleton<IGuardrail, ActionBudgetRule>()
        .AddSingleton<IGuardrail, CooldownRule>()
        .AddSingleton<IGuardrail, FreshScalingRule>()
        .AddSingleton<IGuardrail, RestRule>()
        .AddSingleton<IGuardrail, AskedFirstRule>()
        .AddSingleton<IGuardrail, ChangeWindowRule>()
        .AddSingleton<IGuardrail, CriticalityRule>()
        .AddSingleton<IGuardrail, QuorumRule>()
        .AddSingleton<IGuardrail, GitOpsOwnerRule>()
        .AddSingleton<IGuardrail, ScalingOwnerRule>()
        .AddSingleton<IGuardrail, BlastRadiusRule>()
        .AddSingleton<IGuardrail, NodeShareRule>()
        .AddSingleton<IGuardrail, SilenceRule>()
        .AddSingleton<IGuardrail, ExperimentRule>()
        .AddSingleton<IGuardrail, LearnedSuccessRule>()
        .AddSingleton<IGuardrail, ModelAdviceRule>()
        .AddSingleton<IGuardrail, MissingEvidenceRule>();
}

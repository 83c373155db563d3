using Autocura.Verification.Criteria;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Verification;

/// <summary>Registers the criteria of recovery: one line each.</summary>
public static class VerificationSetup
{
    public static IServiceCollection AddVerification(this IServiceCollection services) => services
        .AddSingleton<IRecoveryCriterion, RolloutCriterion>()
        .AddSingleton<IRecoveryCriterion, RestartsCriterion>()
        .AddSingleton<IRecoveryCriterion, EndpointsCriterion>()
        .AddSingleton<IRecoveryCriterion, AlertCriterion>()
        .AddSingleton<IRecoveryCriterion, ErrorRatioCriterion>()
        .AddSingleton<IRecoveryCriterion, LatencyCriterion>()
        .AddSingleton<IRecoveryCriterion, KeptCriterion>()
        .AddSingleton<IRecoveryCriterion, PrescribedCriterion>();
}

using Autocura.Alerts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autocura.Triggers;

/// <summary>Registers what the triggers need.</summary>
public static class TriggersSetup
{
    /// <summary>Adds what takes messages in, and <see cref="IntakeOptions"/> from the settings under <c>Intake:</c>.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services, IConfiguration configuration)
    {
        var approval = configuration.GetSection("Autocura:Approval").Get<ApprovalOptions>() ?? new ApprovalOptions();
        if (approval.Problems().ToList() is { Count: > 0 } problems)
        {
            throw new OptionsValidationException("Autocura:Approval", typeof(ApprovalOptions), problems);
        }

        services.AddSingleton(approval);
        var options = configuration.GetSection("Intake").Get<IntakeOptions>() ?? new IntakeOptions();
        var clusters = options.AzureClusters.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value);
        return options.KeepFinished > TimeSpan.Zero
            ? services.AddSingleton(options).AddSingleton(new AzureAlertPayload(clusters)).AddSingleton<AlertReception>()
            : throw new OptionsValidationException("Intake", typeof(IntakeOptions), [$"Intake:KeepFinished is {options.KeepFinished}: use more than zero, such as 24:00:00 written as 1.00:00:00."]);
    }
}

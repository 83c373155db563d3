using Autocura.Embedded.Durable;
using Microsoft.DurableTask;

namespace Autocura.Support.Chaos;

/// <summary>
/// A host's functions, and its death: once it has come, no activity returns any more, as none does in a process that was killed. What had been recorded by then is all that
/// the next life knows.
/// </summary>
internal sealed class MortalFunctions(IFunctionInvoker inner, IFate fate) : IFunctionInvoker
{
    public bool HasOrchestrator(string name) => inner.HasOrchestrator(name);

    public bool HasActivity(string name) => inner.HasActivity(name);

    public Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context) => inner.InvokeOrchestratorAsync(name, context);

    public async Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation)
    {
        var death = await fate.BeginAsync(name);
        if (death == Moment.Before)
        {
            await DieAsync(cancellation);
        }

        try
        {
            var output = await inner.InvokeActivityAsync(name, instanceId, inputJson, cancellation);
            if (death is null)
            {
                return fate.Change(name, inputJson, output);
            }
        }
        catch (Exception) when (death is not null)
        {
            // Nobody is left to hear of it.
        }

        await DieAsync(cancellation);
        throw new InvalidOperationException("The dead do not return.");
    }

    private Task DieAsync(CancellationToken buried)
    {
        fate.Die();
        return Task.Delay(Timeout.Infinite, buried);
    }
}

/// <summary>What is to become of a host.</summary>
internal interface IFate
{
    /// <summary>An activity is about to run. Null: it lives; else when in that run the host dies.</summary>
    Task<Moment?> BeginAsync(string activity);

    /// <summary>The host has died.</summary>
    void Die();

    /// <summary>What the activity's answer is made into.</summary>
    string? Change(string activity, string? input, string? output);
}

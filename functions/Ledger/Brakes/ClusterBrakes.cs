using Autocura.Cluster;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;

namespace Autocura.Ledger.Brakes;

/// <summary>
/// What stands between an allowed plan and the cluster, the same for every host: the kill switch, a lock on each object that would be changed, and the budgets. All of
/// it is asked in the moment of acting, for a review may be minutes old.
/// </summary>
public sealed class ClusterBrakes(ControlSwitch control, ObjectLocks locks, BrakeStore store, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    /// <summary>Takes the locks and the share of the budgets, all or nothing. The same holder may ask again and has what it had.</summary>
    public async Task<BrakeHold> EngageAsync(BrakeOrder order, CancellationToken cancellationToken)
    {
        var hold = BrakeHold.Of(order);
        try
        {
            if (await control.ReadAsync(order.Cluster, cancellationToken) is { IsStopped: true } stopped)
            {
                return hold with { Refused = $"Everything is stopped: {stopped.Reason}" };
            }

            if (await LockAsync(hold, cancellationToken) is { } busy)
            {
                await UnlockAsync(hold, cancellationToken);
                return hold with { Refused = $"Somebody else acts: {busy}.", ChangesAt = time.GetUtcNow() + AskAgain };
            }

            return await SpendAsync(order, hold, cancellationToken);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return hold with { Refused = $"Kill switch and locks could not be read or written ({refused.Reason}: {refused.Message}), so nobody can say that the plan is safe." };
        }
    }

    /// <summary>Why the next change must not be made; null when it may. The locks are renewed with the asking.</summary>
    public async Task<BrakeStop?> StopsAsync(BrakeHold hold, CancellationToken cancellationToken)
    {
        try
        {
            var now = await control.ReadAsync(hold.Cluster, cancellationToken);
            return now.IsStopped
                ? new BrakeStop($"Everything is stopped: {now.Reason}", IsKillSwitch: true)
                : await LockAsync(hold, cancellationToken) is { } lost ? new BrakeStop($"The lock was lost: {lost}.", IsKillSwitch: false) : null;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return new BrakeStop($"Kill switch and locks cannot be read ({refused.Reason}: {refused.Message}): that stops everything.", IsKillSwitch: true);
        }
    }

    /// <summary>Renews the locks. Null: they are held; else who has one of them.</summary>
    public Task<string?> RenewAsync(BrakeHold hold, CancellationToken cancellationToken) => LockAsync(hold, cancellationToken);

    /// <summary>Writes down what came of it and lets go.</summary>
    public async Task SettleAsync(BrakeSettlement settlement, CancellationToken cancellationToken)
    {
        var hold = settlement.Hold;
        var now = time.GetUtcNow();
        await store.ChangeAsync(
            hold.Cluster,
            ledger => settlement.Result is { } result ? ledger.Settled(hold.Holder, result, hold.Settings, now) : ledger.Without(hold.Holder),
            cancellationToken);
        await UnlockAsync(hold, cancellationToken);
    }

    private async Task<BrakeHold> SpendAsync(BrakeOrder order, BrakeHold hold, CancellationToken cancellationToken)
    {
        if (await OverspentAsync(order, cancellationToken) is not { } over)
        {
            return hold;
        }

        await UnlockAsync(hold, cancellationToken);
        return hold with { Refused = over.Reason, ChangesAt = over.FreeAt };
    }

    /// <summary>Spends; null when it did, else why it did not.</summary>
    private async Task<Overspent?> OverspentAsync(BrakeOrder order, CancellationToken cancellationToken)
    {
        Overspent? over = null;
        var now = time.GetUtcNow();
        try
        {
            var written = await store.ChangeAsync(
                order.Cluster,
                ledger =>
                {
                    over = BrakeRules.Check(ledger, order, now);
                    return over is null ? ledger.Pruned(order.Settings, now).With(BrakeEntry.Of(order, now), order.Settings) : null;
                },
                cancellationToken);
            return over ?? (written ? null : new Overspent($"Others write {BrakeStore.Name} all the time.", now + AskAgain));
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return new Overspent($"Budgets could not be read or written ({refused.Reason}: {refused.Message}), so nobody can say that the plan is safe.", null);
        }
    }

    private async Task<string?> LockAsync(BrakeHold hold, CancellationToken cancellationToken)
    {
        foreach (var target in hold.Locked)
        {
            if (await locks.HoldAsync(Order(hold, target), cancellationToken) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    private async Task UnlockAsync(BrakeHold hold, CancellationToken cancellationToken)
    {
        foreach (var target in hold.Locked)
        {
            await locks.ReleaseAsync(Order(hold, target), cancellationToken);
        }
    }

    private static LockOrder Order(BrakeHold hold, ObjectRef target) => new(hold.Cluster, ObjectLocks.NameOf(target), target.ToString(), hold.Holder, hold.Settings.LockFor);
}

/// <summary>Why a change must not be made now.</summary>
public sealed record BrakeStop(string Reason, bool IsKillSwitch);

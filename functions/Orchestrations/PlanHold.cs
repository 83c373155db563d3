using Autocura.Guardrails.Brakes;

namespace Autocura.Orchestrations;

/// <summary>What the plan of an incident holds while it acts, and how often one was put aside because it had to wait.</summary>
internal sealed class PlanHold(Action<string> note)
{
    private const int MostPutAside = 10;

    private BrakeHold? hold;
    private DateTimeOffset renewedAt;

    /// <summary>Plans that were put aside and made anew, as the world had changed while they waited: they were no attempts.</summary>
    public int PutAside { get; private set; }

    public void Take(BrakeHold held, DateTimeOffset now) => (hold, renewedAt) = (held, now);

    public void LetGo() => hold = null;

    /// <summary>What is held, when it is time to renew it.</summary>
    public BrakeHold? ToRenew(DateTimeOffset now)
    {
        if (hold is null || now - renewedAt < hold.Settings.LockFor / 3)
        {
            return null;
        }

        renewedAt = now;
        return hold;
    }

    /// <summary>How long the plan may wait before it is made anew: twice as long each time, as what has not changed by then is not likely to soon.</summary>
    public TimeSpan Patience(TimeSpan first) => first * Math.Pow(2, PutAside);

    /// <summary>Puts the plan aside, so that the next is made upon the world as it is then; not without end.</summary>
    public bool MayPutAside(string why)
    {
        if (PutAside >= MostPutAside)
        {
            return false;
        }

        PutAside++;
        note($"{why} The plan is made anew.");
        return true;
    }
}

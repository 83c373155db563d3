namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>
/// How the requests of one edge fare at a given load. Shares are of the requests that the caller would make: those that are never sent (there is no such host)
/// are seen by the caller alone.
/// </summary>
internal sealed class EdgeFlow(Edge edge)
{
    private readonly double[] why = new double[Enum.GetValues<Broken>().Length];
    private double normalWeight;
    private double slow;
    private double slowWeight;
    private double seen;
    private double all;

    public Edge Edge { get; } = edge;

    /// <summary>Requests a second that the caller makes or would make.</summary>
    public double Offered { get; set; }

    /// <summary>Of a delivery: messages a second that are put into the queue.</summary>
    public double Inflow { get; set; }

    public double Ok { get; private set; }

    /// <summary>Answered with an error: 500.</summary>
    public double Failed { get; private set; }

    /// <summary>Refused: 503.</summary>
    public double Unavailable { get; private set; }

    /// <summary>Waited for in vain: 504.</summary>
    public double TimedOut { get; private set; }

    public double NotSent { get; private set; }

    public double Sent => Ok + Failed + Unavailable + TimedOut;

    /// <summary>Of what is sent, the share that reaches a container.</summary>
    public double Reached => Ok + Failed;

    /// <summary>The share that the caller sees fail.</summary>
    public double BrokenShare => 1 - Ok;

    /// <summary>The share of what is sent that a mesh sees.</summary>
    public double Observed => all > 0 ? seen / all : 1;

    public Timing Timing { get; private set; }

    /// <summary>Why most of what fails does so.</summary>
    public Broken Reason => Ok >= 1 - 1e-9 ? Broken.Not : (Broken)Array.IndexOf(why, why.Max());

    public void NeverSent(double share, Broken reason)
    {
        NotSent += share;
        why[(int)reason] += share;
    }

    public void Refuse(double share, Broken reason, bool observed)
    {
        Unavailable += share;
        why[(int)reason] += share;
        See(share, observed);
    }

    public void TimeOut(double share, Broken reason, bool observed)
    {
        TimedOut += share;
        slowWeight += share * Edge.TimeoutMs;
        why[(int)reason] += share;
        See(share, observed);
    }

    /// <summary>Answers: the errors among them as a share of them, in the time given.</summary>
    public void Answer(double share, double errors, double medianMs, bool observed)
    {
        Ok += share * (1 - errors);
        Failed += share * errors;
        normalWeight += share * medianMs;
        See(share, observed);
    }

    /// <summary>Answers that come late, and yet in time.</summary>
    public void AnswerLate(double share, double errors, double ms, bool observed)
    {
        Ok += share * (1 - errors);
        Failed += share * errors;
        slow += share;
        slowWeight += share * ms;
        See(share, observed);
    }

    public void Blame(Broken reason, double share) => why[(int)reason] += share;

    /// <summary>To be called when all ways have been gone.</summary>
    public void Finish()
    {
        var sent = Sent;
        if (sent <= 0)
        {
            return;
        }

        var late = TimedOut + slow;
        var normal = Ok + Failed - slow;
        Timing = new Timing(Unavailable / sent, normal / sent, normal > 0 ? Math.Max(0.1, normalWeight / normal) : 0, late / sent, late > 0 ? slowWeight / late : 0);
    }

    private void See(double share, bool observed)
    {
        all += share;
        seen += observed ? share : 0;
    }
}

namespace Autocura.Signals.Series;

/// <summary>
/// The largest value that a series has ever had, as people remember it: it fades towards the second largest episode over weeks, and that towards the middle over months, so that one
/// accident does not hide all later ones and last year's range is not this year's. Values within <see cref="Episode"/> points of a peak are one episode with it.
/// </summary>
internal sealed class Extremes
{
    private const int Episode = 100;

    // Of five-minute points: half of the lead over the second is forgotten in three and a half weeks, half of the second in four months.
    private const double FadesToSecond = 1e-4;
    private const double FadesToMiddle = 2e-5;

    private double second;
    private int largestAt = -Episode - 1;
    private int secondAt = -Episode - 1;
    private int count;

    public double Largest { get; private set; }

    public void Add(double value, double middle)
    {
        if (count++ == 0)
        {
            (Largest, second) = (value, value);
            return;
        }

        if (count - largestAt <= Episode)
        {
            (Largest, largestAt) = value > Largest ? (value, count) : (Largest, largestAt);
        }
        else if (count - secondAt <= Episode)
        {
            (second, secondAt) = value > second ? (value, count) : (second, secondAt);
        }
        else if (value > second)
        {
            (second, secondAt) = (value, count);
        }

        if (second > Largest)
        {
            (Largest, second, largestAt, secondAt) = (second, Largest, secondAt, largestAt);
        }

        Largest -= (Largest - second) * FadesToSecond;
        second -= (second - middle) * FadesToMiddle;
    }
}

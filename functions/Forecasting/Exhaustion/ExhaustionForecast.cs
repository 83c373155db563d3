using MathNet.Numerics.Distributions;

namespace Autocura.Forecasting.Exhaustion;

/// <summary>When something that fills up will be full, as a probability by time.</summary>
/// <param name="PerHour">By how much its floor rises.</param>
/// <param name="Room">What is left between its present height, crests included, and the limit.</param>
/// <param name="Lasted">For how long it has been rising.</param>
/// <param name="RateError">The standard error of the rise per hour.</param>
/// <param name="Noise">The standard deviation of the floor around its line.</param>
public sealed record ExhaustionForecast(double PerHour, double Room, TimeSpan Lasted, double RateError, double Noise)
{
    /// <summary>When the line reaches the limit; zero when it has.</summary>
    public TimeSpan Expected => Room <= 0 ? TimeSpan.Zero : TimeSpan.FromHours(Math.Min(Room / PerHour, TimeSpan.FromDays(365).TotalHours));

    /// <summary>
    /// The probability that it is full within a time: that the line, as uncertain as its slope, has crossed the limit, times the probability that what has lasted so long goes on until it
    /// crosses: T / (T + t) for something of which nothing is known but its age T (Gott 1993).
    /// </summary>
    public double ProbabilityWithin(TimeSpan time)
    {
        var hours = time.TotalHours;
        var spread = Math.Max(Math.Sqrt(Math.Pow(RateError * hours, 2) + (Noise * Noise)), double.Epsilon);
        var crossed = Normal.CDF(0, 1, ((PerHour * hours) - Room) / spread);
        var until = Expected < time ? Expected : time;
        return crossed * (Lasted / (Lasted + until));
    }
}

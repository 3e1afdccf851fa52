using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Work is divided as long as that gains; a loss keeps work on its thread for a while.</summary>
[Collection(ThreadsCollection.Name)]
public unsafe class BalanceTests
{
    /// <summary>Work in which other threads are slow, as where another program has their processor.</summary>
    private readonly struct SlowElsewhere(int* others) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            if (worker == 0)
            {
                Thread.SpinWait(500);
                return;
            }
            Interlocked.Increment(ref *others);
            Thread.Sleep(5);
        }
    }

    /// <summary>A balance of which the forgiveness of the beginning is used up.</summary>
    private static Balance Even()
    {
        var balance = new Balance();
        balance.Note(-Cost.MostCredit);
        Assert.True(balance.Allows(1));
        return balance;
    }

    /// <summary>Asserts that this much work stays on its thread, and does it.</summary>
    private static void Owes(Balance balance, long nanoseconds)
    {
        Assert.False(balance.Allows(nanoseconds - 1));
        Assert.False(balance.Allows(1));
        Assert.True(balance.Allows(1));
    }

    /// <summary>Loses twice what a trial may.</summary>
    private static void Fail(Balance balance) => balance.Note(-2 * Cost.Advance);

    [Fact]
    public void A_loss_keeps_some_times_as_much_work_on_its_thread()
    {
        Balance balance = Even();
        balance.Note(-Cost.Advance);
        for (int i = 0; i < Cost.LeastWorkPerLoss; i++) Assert.False(balance.Allows(2 * Cost.Advance));
        Assert.True(balance.Allows(1));
    }

    [Fact]
    public void A_trial_may_lose_what_it_takes_to_wake_workers()
    {
        Balance balance = Even();
        balance.Note(-1);
        Owes(balance, (Cost.Advance + 1) * Cost.LeastWorkPerLoss);
        for (int i = 0; i < 10; i++)
        {
            balance.Note(-Cost.Advance / 10);
            Assert.True(balance.Allows(1));
        }
        balance.Note(-1);
        Owes(balance, (Cost.Advance + 1) * 2 * Cost.LeastWorkPerLoss);
    }

    [Fact]
    public void Each_further_loss_keeps_twice_as_much_work_up_to_a_limit()
    {
        Balance balance = Even();
        balance.Note(-Cost.Advance);
        Owes(balance, Cost.LeastWorkPerLoss * 2 * Cost.Advance);
        for (long times = 2 * Cost.LeastWorkPerLoss; times <= 4 * Cost.MostWorkPerLoss; times *= 2)
        {
            Fail(balance);
            Owes(balance, Math.Min(times, Cost.MostWorkPerLoss) * 2 * Cost.Advance);
        }
    }

    [Theory, InlineData(Cost.MostLoss / 2, 4), InlineData(2 * Cost.MostLoss, 1)]
    public void Only_gains_of_more_than_a_time_slice_begin_anew(long gain, int times)
    {
        Balance balance = Even();
        balance.Note(-Cost.Advance);
        Owes(balance, Cost.LeastWorkPerLoss * 2 * Cost.Advance);
        Fail(balance);
        Owes(balance, 2 * Cost.LeastWorkPerLoss * 2 * Cost.Advance);
        balance.Note(gain);
        balance.Note(-gain);
        Fail(balance);
        Owes(balance, times * Cost.LeastWorkPerLoss * 2 * Cost.Advance);
    }

    [Fact]
    public void Gains_make_up_for_a_loss()
    {
        Balance balance = Even();
        balance.Note(700);
        balance.Note(300);
        balance.Note(-1_000);
        Assert.True(balance.Allows(1));
        balance.Note(-1);
        Assert.False(balance.Allows(1));
    }

    [Fact]
    public void Gains_are_not_hoarded_and_a_loss_counts_up_to_a_limit()
    {
        Balance balance = Even();
        balance.Note(long.MaxValue / 2);
        balance.Note(-Cost.MostCredit);
        Assert.True(balance.Allows(1));
        balance.Note(-(long.MaxValue / 2));
        Owes(balance, (Cost.MostLoss + Cost.Advance) * Cost.LeastWorkPerLoss);
    }

    [Fact]
    public void Threads_that_make_work_slower_get_none()
    {
        using var many = new ManyThreads(2);
        Cost.LeastWorkPerLoss = Cost.MostWorkPerLoss = 1_000_000;
        Workers.ForgetBalance();
        using NativeBuffer others = NativeBuffer.Of<int>(1);
        var work = new SlowElsewhere(others.Pointer<int>().Value);
        // Until they are slow often enough; on a busy machine they may not come at all for a while.
        for (int i = 0; i < 100_000 && Workers.Pay(0); i++) Parts.Run(work, 100, 1, 1_000_000);
        Assert.False(Workers.Pay(0));
        int before = others.Span<int>()[0];
        for (int i = 0; i < 100; i++) Parts.Run(work, 100, 1, 1_000_000);
        Assert.Equal(before, others.Span<int>()[0]);
    }
}

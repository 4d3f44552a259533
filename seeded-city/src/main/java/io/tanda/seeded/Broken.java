package io.tanda.seeded;

/** A promise that was not kept, with all that is needed to see it again. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Promise promise;
    private final long seed;
    private final long step;

    Broken(Promise promise, long seed, long step, String what) {
        super(promise + " (" + promise.promise() + "): " + what);
        this.promise = promise;
        this.seed = seed;
        this.step = step;
    }

    public Promise promise() {
        return promise;
    }

    public long seed() {
        return seed;
    }

    /** 1 for the first. */
    public long step() {
        return step;
    }
}

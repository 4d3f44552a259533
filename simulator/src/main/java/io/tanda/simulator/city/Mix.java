package io.tanda.simulator.city;

/**
 * What does not happen to every ride.
 *
 * @param outside requests that were refused because no taxi is sent to the pick-up
 * @param forLater accepted for a later time
 * @param deadPhones of drivers, for a while
 * @param takenFromSilent rides that another driver was looked for meanwhile
 * @param cash fares that were meant to be paid so
 * @param cashAfterDecline fares that were meant for the card
 * @param owed rides that ended so, whatever became of the fare afterwards
 * @param collected by operators
 * @param writtenOff by operators
 * @param alarmsSeen rides that operators looked at for their alarm
 * @param refunds that operators asked for
 * @param byHand calls that operators gave to a driver
 * @param feesAgreed cancellations that cost their riders something
 * @param tips that riders gave
 * @param written to drivers by riders whose ride was over
 * @param sent of those, at once
 * @param ordered of the depot by drivers
 * @param itemsReturned orders that were brought back
 * @param ordersCanceled by their drivers
 * @param registered payment methods of riders, before they asked for a taxi
 * @param notRegistered those that the gateway did not verify, or not soon enough
 * @param methodsNamed bookings that named what they are to be charged to
 */
public record Mix(
        long outside,
        long forLater,
        long deadPhones,
        long takenFromSilent,
        long cash,
        long cashAfterDecline,
        long owed,
        long collected,
        long writtenOff,
        long alarmsSeen,
        long refunds,
        long byHand,
        long feesAgreed,
        long tips,
        long written,
        long sent,
        long ordered,
        long itemsReturned,
        long ordersCanceled,
        long registered,
        long notRegistered,
        long methodsNamed) {}

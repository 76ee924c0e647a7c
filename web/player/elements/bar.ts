/** The bar, its buttons and sliders. */
import './screen.ts';
import 'media-chrome/media-control-bar';
import 'media-chrome/media-play-button';
import 'media-chrome/media-seek-backward-button';
import 'media-chrome/media-seek-forward-button';
import 'media-chrome/media-mute-button';
import 'media-chrome/media-volume-range';
import 'media-chrome/media-pip-button';
import 'media-chrome/media-fullscreen-button';
import './time-range.ts';
